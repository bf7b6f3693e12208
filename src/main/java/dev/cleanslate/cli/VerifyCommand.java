package dev.cleanslate.cli;

import dev.cleanslate.evidence.Verification;
import dev.cleanslate.seal.PublicKey;
import dev.cleanslate.session.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: says of each piece of evidence whether it holds; asks no database and no network. */
@Command(
        name = "verify",
        description = "Check certificates, sign-offs or the folders of runs, and the runs that they rest on, offline.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 all of it holds, 1 something does not, 2 not such a file or folder."})
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "FILE_OR_FOLDER",
            arity = "1..*",
            description =
                    "certificate.json, sign-off-….json, ticks-….json, or a run's folder; several for a chain of runs.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--key", paramLabel = "KEY", description = "The public key that must have signed it.")
    private @Nullable String key;

    @Override
    public Integer call() {
        Optional<PublicKey> expected = Optional.ofNullable(key).map(this::parse);
        Verification found = Verification.ofChain(paths, expected, Optional.of(Version.current()));
        PrintWriter out = spec.commandLine().getOut();
        found.items().forEach(item -> out.println(word(item) + item.subject() + ": " + item.sentence()));
        found.stranger().ifPresent(why -> spec.commandLine().getErr().println("cleanslate: " + why));
        return found.exitCode();
    }

    private static String word(Verification.Item item) {
        return switch (item.look()) {
            case TAKEN -> item.holds() ? "ok      " : "BROKEN  ";
            case ABSENT -> "absent  ";
            case UNCOVERED -> "open    ";
        };
    }

    private PublicKey parse(String text) {
        return PublicKey.parse(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--key is not an Ed25519 public key: 60 characters that begin with MCowBQYDK2VwAyEA, as sign-off"
                                + " --print-key prints them"));
    }
}
