package dev.cleanslate.cli;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Invocation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code certify}: whether a database can be handed over, and with {@code --go-live} that it is. */
@Command(
        name = "certify",
        description =
                "Certify that a database that was reset can be handed over; change nothing. With --go-live mark it"
                        + " as live, so that nothing resets it any more.",
        mixinStandardHelpOptions = true)
final class CertifyCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--run",
            paramLabel = "FOLDER",
            description = "The reset to certify, by its folder; otherwise the newest that was committed.")
    private @Nullable Path run;

    @Option(names = "--go-live", description = "Mark the database as live, on the strength of the newest certificate.")
    private boolean goLive;

    @Option(
            names = "--execute",
            paramLabel = "NAME",
            converter = NotEmpty.class,
            description = "The opt-in of --go-live: what the target is confirmed as.")
    private @Nullable String execute;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "With --go-live: the certificate of a hand-off, instead of the newest under --reports.")
    private @Nullable Path certificate;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (goLive) {
            if (run != null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--run is of what is certified, and --go-live goes by a certificate; give --certificate FILE");
            }
            var consent = new Consent(
                    Optional.ofNullable(execute), Optional.empty(), Optional.ofNullable(certificate), false);
            return Launch.run(common.invocation(dev.cleanslate.session.Command.GO_LIVE, consent));
        }
        if (execute != null || certificate != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--execute and --certificate belong to --go-live; without it certify changes nothing");
        }
        Invocation asked = common.withPdf().invocation(dev.cleanslate.session.Command.CERTIFY, Consent.NONE);
        return Launch.run(run == null ? asked : asked.certifying(run));
    }
}
