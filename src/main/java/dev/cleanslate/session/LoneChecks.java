package dev.cleanslate.session;

import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.suite.Check;

/** Checks without a reset: the database is reached and read on the first of them, and nothing is written. */
final class LoneChecks {

    private LoneChecks() {}

    static void run(Workbench bench, String step, Check check) {
        ready(bench);
        Reset.checkAlone(
                bench.session(),
                bench.plan(),
                bench.catalog(),
                check,
                readings -> bench.events().tell(new RunEvent.Read(step, readings)));
    }

    static void ready(Workbench bench) {
        if (bench.planned().isEmpty()) {
            Preflight.connect(bench, false);
            Preflight.readCatalog(bench);
            Preflight.plan(bench);
        }
    }
}
