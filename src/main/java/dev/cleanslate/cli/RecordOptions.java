package dev.cleanslate.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where records are, and in which language people read what is drawn from them. */
final class RecordOptions {

    @Mixin
    private ReportsOption reports = new ReportsOption();

    @Option(
            names = "--lang",
            paramLabel = "CODE",
            converter = ReportLanguage.class,
            description = "The language of what is written for people: en, fr; otherwise the target says.")
    private @Nullable String language;

    Path folder() {
        return reports.folder();
    }

    Optional<String> language() {
        return Optional.ofNullable(language);
    }
}
