package dev.cleanslate.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The opt-in of an object store. */
final class StorageOption {

    @Option(
            names = "--execute-storage",
            paramLabel = "BUCKET",
            converter = NotEmpty.class,
            description =
                    "The opt-in for the suite's object store: objects of this bucket without a row are moved or deleted, as"
                            + " the suite says; of a reset after its commit.")
    private @Nullable String bucket;

    Optional<String> bucket() {
        return Optional.ofNullable(bucket);
    }
}
