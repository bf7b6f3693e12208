package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse}: the whole reset on a copy, and a certificate of it; the database itself is only read. */
@Command(
        name = "rehearse",
        description = "Run the whole reset on a restored copy and leave a signed certificate; change nothing.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--hold",
            paramLabel = "30m",
            converter = HoldTime.class,
            description = "Start the suite's rehearsal.app on the reset copy, and keep both up for so long.")
    private @Nullable Duration hold;

    @Override
    public Integer call() {
        return Launch.run(common.invocation(dev.cleanslate.session.Command.REHEARSE, Consent.NONE)
                .with(common.present(List.of(), hold)));
    }
}
