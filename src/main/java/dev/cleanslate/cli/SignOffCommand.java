package dev.cleanslate.cli;

import dev.cleanslate.session.SigningOff;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sign-off}: a signed word on a certificate, or the key that one would sign with. */
@Command(
        name = "sign-off",
        description =
                "Sign off the certificate of a rehearsal or of a hand-off in a role that the target asks for, tick items of"
                        + " a hand-over, or print your public key.",
        mixinStandardHelpOptions = true)
final class SignOffCommand implements Callable<Integer> {

    @ArgGroup(multiplicity = "1")
    private Order order = new Order();

    @Option(
            names = "--suites",
            paramLabel = "DIR",
            defaultValue = "suites",
            description = "Where targets.yaml is (default: ${DEFAULT-VALUE}).")
    private Path suitesFolder = Path.of("suites");

    /** One of the two. */
    static final class Order {

        @Option(
                names = "--print-key",
                description = "Print the public key that you sign with; one is made when there is none.")
        private boolean printKey;

        @ArgGroup(exclusive = false)
        private @Nullable Word word;
    }

    static final class Word {

        @Option(names = "--role", paramLabel = "ROLE", required = true, description = "A role of trusted-keys.")
        private String role = "";

        @Option(names = "--target", paramLabel = "NAME", required = true, description = "The target to be reset.")
        private String target = "";

        @Option(
                names = "--certificate",
                paramLabel = "FILE",
                required = true,
                description = "The certificate; the sign-off is written beside it.")
        private Path certificate = Path.of("");

        @Option(names = "--name", paramLabel = "NAME", description = "Who you are, as the record shall call you.")
        private @Nullable String name;

        @Option(
                names = "--tick",
                paramLabel = "TEXT",
                description = "Tick this item of the hand-over instead of accepting the certificate; may be repeated,"
                        + " and \"all\" is every item that is open for the role.")
        private List<String> ticks = new ArrayList<>();
    }

    @Override
    public Integer call() {
        var signing = new SigningOff(suitesFolder, System.getenv(), Instant.now(), System.out, System.err);
        Word word = order.word;
        return word == null || order.printKey
                ? signing.printKey()
                : signing.sign(word.role, word.target, word.certificate, Optional.ofNullable(word.name), word.ticks);
    }
}
