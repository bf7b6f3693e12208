package dev.cleanslate.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rehearsal to go by. */
final class CertificateOption {

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "The certificate of a rehearsal to go by, instead of the newest under --reports.")
    private @Nullable Path file;

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
