package dev.cleanslate.plan;

import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.suite.Suite;
import java.util.List;

/** Makes a plan of a suite and a catalog. The same three things always make the same plan. */
public final class Planner {

    private Planner() {}

    /** What the server has to be asked before {@link #plan}. */
    public static List<Question> questions(Suite suite, Catalog catalog) {
        return questions(suite, catalog, Precedent.NONE);
    }

    /** The questions of a plan that is to be like an earlier one. */
    public static List<Question> questions(Suite suite, Catalog catalog, Precedent precedent) {
        Findings findings = new Findings(Answers.NONE);
        new Draft(suite, catalog, precedent, findings).plan();
        return findings.questions();
    }

    /** With refusals it tells everything that is wrong, what was written wrongly first; it may not run then. */
    public static Plan plan(Suite suite, Catalog catalog, Answers answers) {
        return plan(suite, catalog, Precedent.NONE, answers);
    }

    public static Plan plan(Suite suite, Catalog catalog, Precedent precedent, Answers answers) {
        return new Draft(suite, catalog, precedent, new Findings(answers)).plan();
    }
}
