package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Target.Where;
import java.util.List;

/**
 * From what was asked for to the run of a restore. No suite is asked: a restore means the same whatever a reset means, and
 * should not fail for a typing error in one. Only whom to call is taken from it, where it can be read.
 */
final class Restores {

    static final String NO_SUITE = "none";

    private Restores() {}

    static SuiteRun of(Invocation invocation, RestoreWish wish, Target target) {
        var bench = new Workbench(invocation, Command.RESTORE, false, target, suite(invocation, target));
        var restore = new RestoreBench(bench, wish);
        List<Step> steps = target.where() instanceof Where.Url ? RestoreSteps.of(restore) : List.of(embedded(target));
        return new SuiteRunner(
                invocation,
                Command.RESTORE,
                bench.suite.name(),
                target.name(),
                target.place(),
                restore,
                steps,
                () -> SuiteRuns.evidence(invocation, target.name(), bench.suite.name(), target.language()));
    }

    private static Step embedded(Target target) {
        return new Step(
                Stage.PREFLIGHT, "target", "There is a database to restore", target.place(), Step.Kind.WORK, d -> {
                    throw new StepFailure(
                            StepFailure.Kind.USAGE,
                            target.place() + ": target \"" + target.name()
                                    + "\" is a server made for each run, so there is nothing to put back. Nothing was run.");
                });
    }

    /** The name of the suite whose runs this one lies beside, where that is plain. */
    private static Suite suite(Invocation invocation, Target target) {
        List<String> names = invocation.suites().isEmpty()
                ? target.suites().stream().map(Mention::name).toList()
                : invocation.suites();
        String name = names.size() == 1 ? names.get(0) : NO_SUITE;
        return Suite.none(name, invocation.suitesFolder().resolve("targets.yaml"));
    }
}
