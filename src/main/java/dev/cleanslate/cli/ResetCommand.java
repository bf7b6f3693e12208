package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import java.time.Duration;
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

/** {@code reset}: rehearses, and with the opt-in resets. */
@Command(
        name = "reset",
        description = "Reset a database; without --execute it is only rehearsed, unless the target is disposable.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--execute",
            paramLabel = "NAME",
            converter = NotEmpty.class,
            description = "The opt-in: what the target is confirmed as.")
    private @Nullable String execute;

    @Mixin
    private StorageOption storage = new StorageOption();

    @Option(names = "--no-rehearsal", description = "Reset an unguarded target without rehearsing first.")
    private boolean noRehearsal;

    @Option(
            names = "--rows",
            paramLabel = "N",
            converter = NotEmpty.class,
            description = "How many rows will go, as the certificate says it; asked for by guarded targets.")
    private @Nullable String rows;

    @Mixin
    private CertificateOption certificate = new CertificateOption();

    @Option(
            names = "--answer",
            paramLabel = "ROLE=yes:NAME",
            description =
                    "What a person answers to a confirm gate; ROLE=no:NAME:REASON is a no-go. May be repeated, or several with ; between.")
    private List<String> answers = new ArrayList<>();

    @Option(
            names = "--hold",
            paramLabel = "30m",
            converter = HoldTime.class,
            description =
                    "Without --execute: keep the reset copy up for so long, with the suite's rehearsal.app on it.")
    private @Nullable Duration hold;

    @Override
    public Integer call() {
        if (hold != null && execute != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--hold tries the application out before anybody decides, --execute has decided; rehearse with --hold"
                            + " first, then reset");
        }
        var consent = new Consent(
                        Optional.ofNullable(execute), Optional.ofNullable(rows), certificate.file(), noRehearsal)
                .clearing(storage.bucket());
        return Launch.run(
                common.invocation(dev.cleanslate.session.Command.RESET, consent).with(common.present(answers, hold)));
    }
}
