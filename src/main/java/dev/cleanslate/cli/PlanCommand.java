package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plan}: prints what a reset would do and why; changes nothing. */
@Command(
        name = "plan",
        description = "Print the plan and its reasons; change nothing.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        return Launch.run(common.invocation(dev.cleanslate.session.Command.PLAN, Consent.NONE));
    }
}
