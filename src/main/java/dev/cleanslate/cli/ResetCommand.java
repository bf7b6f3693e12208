package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reset}: plans, and with the opt-in resets. */
@Command(
        name = "reset",
        description = "Reset a database; without --execute nothing is written, unless the target is disposable.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--execute", paramLabel = "NAME", description = "The opt-in: what the target is confirmed as.")
    private @Nullable String execute;

    @Option(names = "--no-rehearsal", description = "Reset an unguarded target without rehearsing first.")
    private boolean noRehearsal;

    @Option(
            names = "--answer",
            paramLabel = "ROLE=yes:NAME",
            description =
                    "What a person answers to a confirm gate; ROLE=no:NAME:REASON is a no-go. May be repeated, or several with ; between.")
    private List<String> answers = new ArrayList<>();

    @Override
    public Integer call() {
        Optional<String> optIn = Optional.ofNullable(execute);
        if (optIn.filter(String::isBlank).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--execute is empty, probably an unset shell variable; give the name that the target is confirmed as, or leave it out");
        }
        return Launch.run(common.invocation(dev.cleanslate.session.Command.RESET, optIn, noRehearsal)
                .with(common.present(answers)));
    }
}
