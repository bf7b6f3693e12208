package dev.cleanslate.session;

import dev.cleanslate.run.StepFailure;
import java.util.Optional;

/** Whether this run may write: the opt-in names the database, or the target is made to be thrown away. */
final class Decision {

    private Decision() {}

    static void take(Workbench bench) {
        requireName(bench);
        Optional<Rehearsed> rehearsed = bench.rehearsed();
        if (rehearsed.isPresent()) {
            // The very plan that was rehearsed, its strategies included, also where sizes would now suggest others.
            bench.plan(rehearsed.get().plan());
            return;
        }
        if (bench.target.guarded()) {
            throw refused("target \"" + bench.target.name() + "\" is guarded: it may be reset only with a fresh signed"
                    + " certificate of a rehearsal, and rehearsals of it are not built yet. Nothing was changed.");
        }
        bench.events()
                .note("No rehearsal was made"
                        + (bench.invocation.noRehearsal()
                                ? " (--no-rehearsal)."
                                : ": of a database at a URL none is built yet."));
    }

    /** Also asked before a rehearsal that a reset is to follow: nobody should wait an hour for a mistyped name. */
    static void requireName(Workbench bench) {
        if (bench.target.disposable()) {
            bench.events().note("The target is disposable: no opt-in is asked.");
            return;
        }
        String name = name(bench);
        Optional<String> given = bench.invocation.execute();
        if (given.isEmpty()) {
            throw refused(
                    "not executed: nothing was changed. The plan printed with this is what would run; a rehearsal of it on a"
                            + " restored copy is not built yet. " + optIn(bench));
        }
        if (!given.get().equals(name)) {
            throw refused("the opt-in says \"" + given.get() + "\", but target \"" + bench.target.name()
                    + "\" is confirmed as \"" + name + "\" (connected to database "
                    + bench.catalog().server().database()
                    + "). Look twice at which database this is. Nothing was changed.");
        }
    }

    static String optIn(Workbench bench) {
        return "Add -Dreset.execute=" + name(bench) + " (--execute " + name(bench) + ") to run it for real.";
    }

    static String name(Workbench bench) {
        return bench.target.confirmAs().orElse(bench.catalog().server().database());
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message);
    }
}
