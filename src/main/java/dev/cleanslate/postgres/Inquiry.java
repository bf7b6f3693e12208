package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the server a plan's questions. Mostly every answer is yes, so all are asked at once first; only when one of
 * them fails is each asked by itself. Nothing stays: it happens aside, or in a read-only transaction rolled back.
 */
public final class Inquiry {

    private static final String PATIENCE =
            "SELECT set_config('lock_timeout', '10s', true) WHERE current_setting('lock_timeout') = '0'";

    private final PgSession session;

    private Inquiry(PgSession session) {
        this.session = session;
    }

    public static Answers answer(PgSession session, List<Question> questions) {
        if (questions.isEmpty()) {
            return Answers.NONE;
        }
        return Aside.of(session, () -> {
            session.script(PATIENCE);
            return new Inquiry(session).answer(questions);
        });
    }

    private Answers answer(List<Question> questions) {
        List<String> statements = new ArrayList<>();
        List<Question.LiteralFits> literals = new ArrayList<>();
        List<Question.NoneRefer> references = new ArrayList<>();
        List<Question.NoneStranded> stranded = new ArrayList<>();
        List<Question.FewStay> few = new ArrayList<>();
        Map<Question, Optional<String>> answers = new LinkedHashMap<>();
        for (Question question : questions) {
            if (question instanceof Question.Parses parses) {
                statements.add(parses.sql());
            } else if (question instanceof Question.LiteralFits fits) {
                literals.add(fits);
            } else if (question instanceof Question.NoneRefer refer) {
                references.add(refer);
            } else if (question instanceof Question.NoneStranded strands) {
                stranded.add(strands);
            } else if (question instanceof Question.FewStay stay) {
                few.add(stay);
            } else if (question instanceof Question.AsReviewed reviewed) {
                answers.put(
                        reviewed,
                        Prints.of(session, reviewed.table(), reviewed.rows()).changed());
            } else if (question instanceof Question.NoneGone there) {
                answers.put(
                        there, Prints.of(session, there.table(), there.rows()).gone());
            } else if (question instanceof Question.NoLargeObjects objects) {
                answers.put(objects, LargeObjects.objection(session, objects));
            }
        }
        Objections.toAll(session, statements)
                .forEach((sql, objection) -> answers.put(new Question.Parses(sql), objection));
        answers.putAll(Literals.objections(session, literals));
        answers.putAll(References.objections(session, references));
        answers.putAll(Stranded.objections(session, stranded));
        few.forEach(question -> answers.put(question, FewRows.objection(session, question)));
        return new Answers(answers);
    }
}
