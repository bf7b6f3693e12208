package dev.cleanslate.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where records are, and in which language people read what is drawn from them. */
final class RecordOptions {

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Where records are (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("reports");

    @Option(
            names = "--lang",
            paramLabel = "CODE",
            converter = ReportLanguage.class,
            description = "The language of what is written for people: en, fr; otherwise the target says.")
    private @Nullable String language;

    Path folder() {
        return folder;
    }

    Optional<String> language() {
        return Optional.ofNullable(language);
    }
}
