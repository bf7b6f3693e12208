package dev.cleanslate.cli;

import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Doctor;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code doctor}: what will prevent a reset, days ahead; and the marker that tells a database from its copies. */
@Command(
        name = "doctor",
        description = "Say days ahead what role, server, pooler and provider will prevent, and what mends it; change"
                + " nothing unless --mark is given.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--mark",
            description = "Write the marker table cleanslate.identity, which tells this database from its copies.")
    private boolean mark;

    @Option(
            names = "--execute",
            paramLabel = "NAME",
            converter = NotEmpty.class,
            description = "The opt-in of --mark: what the target is confirmed as.")
    private @Nullable String execute;

    @Override
    public Integer call() {
        Optional<String> optIn = Optional.ofNullable(execute);
        if (optIn.isPresent() && !mark) {
            throw new ParameterException(
                    spec.commandLine(), "--execute belongs to --mark; without it doctor only reads");
        }
        // It has no run that the engine would have to know.
        return Doctor.run(common.invocation(dev.cleanslate.session.Command.PLAN, Consent.of(optIn, false)), mark);
    }
}
