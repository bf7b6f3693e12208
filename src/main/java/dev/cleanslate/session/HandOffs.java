package dev.cleanslate.session;

import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;

/** The runs of a hand-off. */
final class HandOffs {

    private HandOffs() {}

    static SuiteRun certification(Invocation invocation, Target target, Suite suite, boolean paired) {
        var bench = new Workbench(invocation, Command.CERTIFY, paired, target, suite);
        var handOff = new HandOff(bench);
        return new SuiteRunner(
                invocation,
                Command.CERTIFY,
                suite.name(),
                target.name(),
                Place.of(suite.file().toString()),
                new HandOffBench(bench, handOff),
                HandOffSteps.of(bench, handOff),
                () -> SuiteRuns.evidence(invocation, target.name(), suite.name(), target.language()));
    }
}
