package dev.cleanslate.cli;

import dev.cleanslate.evidence.History;
import dev.cleanslate.evidence.HistoryText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code history}: past runs by the records they left; asks no database. */
@Command(
        name = "history",
        description = "List past runs, the newest first, by the records below --reports.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A record that cannot be read is named, and passed over.",
            "Exit codes: 0 listed, 2 no such folder, target or suite, 4 the folder cannot be read."
        })
final class HistoryCommand implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int INFRASTRUCTURE = 4;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--target", paramLabel = "NAME", description = "Only runs on this target, or database.")
    private @Nullable String target;

    @Option(names = "--suite", paramLabel = "NAME", description = "Only runs of this suite.")
    private @Nullable String suite;

    @Option(
            names = "--command",
            paramLabel = "WORD",
            description = "Only runs of this command: rehearse, reset, scan, plan, restore.")
    private @Nullable String command;

    @Option(
            names = "--limit",
            paramLabel = "N|all",
            defaultValue = "30",
            converter = Limit.class,
            description = "At most so many runs (default: ${DEFAULT-VALUE}).")
    private int limit = 30;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            defaultValue = "reports",
            description = "Where the records are (default: ${DEFAULT-VALUE}).")
    private Path reports = Path.of("reports");

    @Option(names = "--json", description = "All of it on stdout as one document.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            History history = History.of(
                    reports,
                    new History.Wanted(
                            Optional.ofNullable(target),
                            Optional.ofNullable(suite),
                            Optional.ofNullable(command),
                            limit));
            if (json) {
                out.print(HistoryText.json(history));
            } else {
                HistoryText.lines(history).forEach(out::println);
            }
            out.flush();
            HistoryText.passedOver(history).forEach(err::println);
            return 0;
        } catch (History.Unknown unknown) {
            err.println("cleanslate: " + unknown.getMessage());
            return USAGE;
        } catch (IOException trouble) {
            err.println("cleanslate: " + reports + ": past runs cannot be listed: " + trouble.getMessage()
                    + ". Nothing was changed.");
            return INFRASTRUCTURE;
        }
    }

    static final class Limit implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String text) {
            if (text.equals("all")) {
                return Integer.MAX_VALUE;
            }
            if (text.matches("[1-9][0-9]{0,8}")) {
                return Integer.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is neither a number of runs, such as 30, nor all");
        }
    }
}
