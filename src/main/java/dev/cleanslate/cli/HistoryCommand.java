package dev.cleanslate.cli;

import dev.cleanslate.evidence.History;
import dev.cleanslate.evidence.HistoryText;
import dev.cleanslate.evidence.Pruning;
import dev.cleanslate.evidence.PruningText;
import dev.cleanslate.evidence.RunDeletion;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
            "--prune never names a run that is under way or in doubt, that is signed off, whose certificate is valid, or that",
            "is the newest of its kind; without --execute it deletes nothing.",
            "Exit codes: 0 listed or deleted, 2 no such folder, target or suite, 4 the folder cannot be read, or not all of it"
                    + " deleted."
        })
final class HistoryCommand implements Callable<Integer> {

    private static final int DEFAULT_LIMIT = 30;
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
            description = "Only runs of this command: plan, rehearse, reset, restore, scan, storage, certify, go-live.")
    private @Nullable String command;

    @Option(
            names = "--limit",
            paramLabel = "N|all",
            defaultValue = "30",
            converter = Limit.class,
            description = "At most so many runs (default: ${DEFAULT-VALUE}).")
    private int limit = DEFAULT_LIMIT;

    @Mixin
    private ReportsOption records = new ReportsOption();

    @Option(
            names = "--prune",
            description = "Say which runs are older than --keep and needed by nothing; with --execute, delete them.")
    private boolean prune;

    @Option(names = "--keep", paramLabel = "90d", converter = Keep.class, description = "No younger run goes.")
    private @Nullable Duration keep;

    @Option(
            names = "--keep-at-least",
            paramLabel = "N",
            defaultValue = "20",
            description = "So many runs of each target and suite stay, however old (default: ${DEFAULT-VALUE}).")
    private int atLeast = 20;

    @Option(names = "--execute", description = "With --prune: delete what it names.")
    private boolean execute;

    @Option(names = "--json", description = "All of it on stdout as one document.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            return prune ? pruned(out, err) : listed(out, err);
        } catch (History.Unknown unknown) {
            err.println("cleanslate: " + unknown.getMessage());
            return USAGE;
        } catch (IOException trouble) {
            err.println("cleanslate: " + records.folder() + ": past runs cannot be listed: " + trouble.getMessage()
                    + ". Nothing was changed.");
            return INFRASTRUCTURE;
        }
    }

    private int listed(PrintWriter out, PrintWriter err) throws IOException, History.Unknown {
        if (execute || keep != null) {
            throw misused("--keep and --execute are for --prune");
        }
        History history = History.of(records.folder(), wanted(limit));
        if (json) {
            out.print(HistoryText.json(history));
        } else {
            HistoryText.lines(history).forEach(out::println);
        }
        out.flush();
        HistoryText.passedOver(history).forEach(err::println);
        return 0;
    }

    private int pruned(PrintWriter out, PrintWriter err) throws IOException, History.Unknown {
        Duration age = keep;
        if (age == null) {
            throw misused("--prune needs --keep, such as --keep 90d: how old a run must be to go");
        }
        if (command != null || limit != DEFAULT_LIMIT || json) {
            throw misused(
                    "--prune looks at all runs of a target and suite: --command, --limit and --json do not go with it");
        }
        if (atLeast < 0) {
            throw misused("--keep-at-least is " + atLeast + ", and cannot be below 0");
        }
        Pruning pruning = Pruning.of(
                records.folder(), wanted(Integer.MAX_VALUE), new Pruning.Retention(age, atLeast), Instant.now());
        PruningText.lines(pruning).forEach(out::println);
        HistoryText.passedOver(pruning.history()).forEach(err::println);
        if (!execute) {
            out.println("Nothing was deleted; --execute deletes what is to go.");
            return 0;
        }
        RunDeletion.Done done = RunDeletion.of(pruning);
        out.println("Deleted: " + done.gone().size() + " of " + pruning.goes().size() + ".");
        out.flush();
        done.left().forEach(line -> err.println("cleanslate: " + line));
        return done.left().isEmpty() ? 0 : INFRASTRUCTURE;
    }

    private History.Wanted wanted(int atMost) {
        return new History.Wanted(
                Optional.ofNullable(target), Optional.ofNullable(suite), Optional.ofNullable(command), atMost);
    }

    private ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
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
