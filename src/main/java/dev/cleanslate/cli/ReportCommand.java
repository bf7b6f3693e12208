package dev.cleanslate.cli;

import dev.cleanslate.evidence.Redrawing;
import dev.cleanslate.evidence.Refused;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: draws the report of a run again, from its record alone. */
@Command(
        name = "report",
        description = "Draw report.html, report.pdf, junit.xml and execution-log.md of a run again, from its run.json.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "In another language than the run's, the files are report.CODE.html and report.CODE.pdf.",
            "Exit codes: 0 drawn, 2 not the folder of a run or a record of another version, 3 the certificate names another"
                    + " file of that name, 4 it cannot be written."
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "The run's folder: <reports>/<target>/<suite>/<run>.")
    private Path folder = Path.of("");

    @Option(
            names = "--lang",
            paramLabel = "CODE",
            converter = ReportLanguage.class,
            description = "en, fr; otherwise the language of the run.")
    private @Nullable String language;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go; otherwise beside the record.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Path parent = folder.toAbsolutePath().getParent();
        Path of = Files.isRegularFile(folder) && parent != null ? parent : folder;
        try {
            Redrawing.of(of, Optional.ofNullable(language), Optional.ofNullable(out))
                    .forEach(file -> spec.commandLine().getOut().println("Drawn: " + file));
            return 0;
        } catch (Refused refused) {
            err.println("cleanslate: " + refused.getMessage());
            return refused.exitCode();
        } catch (IOException trouble) {
            err.println("cleanslate: " + of + ": the report cannot be written: " + trouble.getMessage()
                    + ". Name another place with --out DIR.");
            return 4;
        }
    }
}
