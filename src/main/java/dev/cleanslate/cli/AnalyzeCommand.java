package dev.cleanslate.cli;

import dev.cleanslate.session.Analysis;
import dev.cleanslate.session.Consent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code analyze}: looks at a database and proposes what a reset of it could be. */
@Command(
        name = "analyze",
        description = "Look at a database and propose a fate for each table; change nothing in it.",
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--write",
            paramLabel = "DIR",
            description = "Write a suite to start from into this new folder, such as suites/gym.")
    private @Nullable Path write;

    @Override
    public Integer call() {
        // It reads only, as a plan does; there is no run of it that the engine would have to know.
        return Analysis.run(
                common.invocation(dev.cleanslate.session.Command.PLAN, Consent.NONE), Optional.ofNullable(write));
    }
}
