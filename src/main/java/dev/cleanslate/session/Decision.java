package dev.cleanslate.session;

import dev.cleanslate.run.StepFailure;
import java.util.Optional;

/** Whether this run may write: the opt-in names the database, or the target is made to be thrown away. */
final class Decision {

    private Decision() {}

    static void take(Workbench bench) {
        if (bench.target.disposable()) {
            bench.events().note("The target is disposable: no opt-in is asked, and no rehearsal was made.");
            return;
        }
        String name = bench.target.confirmAs().orElse(bench.catalog().server().database());
        Optional<String> given = bench.invocation.execute();
        if (given.isEmpty()) {
            throw refused(
                    "not executed: nothing was changed. The plan printed with this is what would run; a rehearsal of it on a"
                            + " restored copy is not built yet. Add -Dreset.execute=" + name + " (--execute " + name
                            + ") to run it for real.");
        }
        if (!given.get().equals(name)) {
            throw refused("the opt-in says \"" + given.get() + "\", but target \"" + bench.target.name()
                    + "\" is confirmed as \"" + name + "\" (connected to database "
                    + bench.catalog().server().database()
                    + "). Look twice at which database this is. Nothing was changed.");
        }
        if (bench.target.guarded()) {
            throw refused("target \"" + bench.target.name() + "\" is guarded: it may be reset only with a fresh signed"
                    + " certificate of a rehearsal, and rehearsals are not built yet. Nothing was changed.");
        }
        bench.events()
                .note("No rehearsal was made"
                        + (bench.invocation.noRehearsal() ? " (--no-rehearsal)." : ": rehearsals are not built yet."));
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message);
    }
}
