package dev.cleanslate.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where runs leave their records. */
final class ReportsOption {

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Where records are (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("reports");

    Path folder() {
        return folder;
    }
}
