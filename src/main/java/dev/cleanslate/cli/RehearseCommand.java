package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse}: the whole reset on a copy, and a certificate of it; the database itself is only read. */
@Command(
        name = "rehearse",
        description = "Run the whole reset on a restored copy and leave a signed certificate; change nothing.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() {
        return Launch.run(common.invocation(dev.cleanslate.session.Command.REHEARSE, Consent.NONE));
    }
}
