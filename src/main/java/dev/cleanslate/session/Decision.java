package dev.cleanslate.session;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Target;
import java.util.Optional;

/** Whether this run may write: who asks for it, by what right, and whether they know what will go. */
final class Decision {

    private Decision() {}

    /** Of a guarded target the gates have asked all of this. */
    static void take(Workbench bench) {
        requireName(bench);
        Optional<Foretold> foretold = bench.foretold();
        if (foretold.isPresent()) {
            // The very plan that was rehearsed, its strategies included, also where sizes would now suggest others.
            bench.plan(foretold.get().plan());
            WentBy.tell(bench);
            return;
        }
        bench.events().note("No rehearsal was made (--no-rehearsal).");
    }

    /** Also asked before a rehearsal that a reset is to follow: nobody should wait an hour for a mistyped name. */
    static void requireName(Workbench bench) {
        if (bench.target.disposable()) {
            bench.events().note("The target is disposable: no opt-in is asked.");
            return;
        }
        Optional<String> given = bench.invocation.execute();
        if (given.isEmpty()) {
            throw refused("not executed: nothing was changed. " + optIn(bench));
        }
        requireNamed(bench.target, bench.catalog().server().database(), given.get());
    }

    /** {@code given} is what the opt-in says; {@code database} is the connected one. */
    static void requireNamed(Target target, String database, String given) {
        String name = name(target, database);
        if (!given.equals(name)) {
            throw refused("the opt-in says \"" + given + "\", but target \"" + target.name() + "\" is confirmed as \""
                    + name + "\" (connected to database " + database
                    + "). Look twice at which database this is. Nothing was changed.");
        }
    }

    static String optIn(Workbench bench) {
        return optIn(name(bench), "", "");
    }

    /** A guarded target also wants the number of rows that this rehearsal has just counted. */
    static String optIn(Workbench bench, long rows) {
        return bench.target.guarded() ? optIn(name(bench), " -Dreset.rows=" + rows, " --rows " + rows) : optIn(bench);
    }

    private static String optIn(String name, String maven, String jar) {
        return "add -Dreset.execute=" + name + maven + " (jar: reset --execute " + name + jar + ") to run it for real";
    }

    static String name(Workbench bench) {
        return name(bench.target, bench.catalog().server().database());
    }

    static String name(Target target, String database) {
        return target.confirmAs().orElse(database);
    }

    /** Right before the commit: the question to whoever sits at the terminal and has not typed the number of rows yet. */
    static void lastWord(Workbench bench) {
        Optional<Prompt> prompt = bench.invocation.present().prompt();
        if (!bench.guardedReset() || bench.invocation.consent().rows().isPresent() || prompt.isEmpty()) {
            return;
        }
        bench.events().tell(new RunEvent.Asking("How many rows go?"));
        ForetoldRows rows = Warrant.required(bench).rows(bench);
        new LastQuestion(prompt.get()).unlessAnswered(rows, name(bench)).ifPresent(objection -> {
            throw refused(objection);
        });
        bench.events().note("The number of rows, " + rows.rows() + ", was typed before the commit.");
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message);
    }
}
