package dev.cleanslate.session;

import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import java.util.List;

/** The runs of a hand-off. */
final class HandOffs {

    private HandOffs() {}

    /** {@code reset} makes the pair of a rehearsal and its reset, and tells how to go on from there. */
    static SuiteRun certification(Invocation invocation, Target target, Suite suite, Pair reset) {
        boolean thrownAway = target.disposable() && target.where() instanceof Where.Embedded;
        var bench = new Workbench(invocation, Command.CERTIFY, thrownAway, target, suite);
        var handOff = new HandOff(bench);
        SuiteRunner run = runner(bench, new HandOffBench(bench, handOff), HandOffSteps.of(bench, handOff));
        return thrownAway ? reset.then(run, bench) : run;
    }

    static SuiteRun goLive(Invocation invocation, Target target, Suite suite) {
        var bench = new Workbench(invocation, Command.GO_LIVE, false, target, suite);
        var goLive = new GoLive(bench);
        return runner(bench, goLive, goLive.steps());
    }

    @FunctionalInterface
    interface Pair {
        SuiteRun then(SuiteRunner certification, Workbench bench);
    }

    private static SuiteRunner runner(Workbench bench, Bench around, List<Step> steps) {
        return new SuiteRunner(
                bench.invocation,
                bench.command,
                bench.suite.name(),
                bench.target.name(),
                Place.of(bench.suite.file().toString()),
                around,
                steps,
                () -> SuiteRuns.evidence(
                        bench.invocation, bench.target.name(), bench.suite.name(), bench.target.language()));
    }
}
