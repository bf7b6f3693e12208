package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.TableResult;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What several suites of one invocation came to, one line each, by the records that they left. */
public final class SuitesTable {

    /** In the order in which they are run. */
    private static final List<String> COMMANDS = List.of("plan", "scan", "rehearse", "reset", "certify", "restore");

    private static final Map<String, String> DONE = Map.of(
            "plan",
            "planned",
            "scan",
            "scanned",
            "rehearse",
            "rehearsed",
            "reset",
            "reset",
            "certify",
            "certified",
            "restore",
            "restored");

    private SuitesTable() {}

    /** A suite as {@code gym@demo}, its exit code, and the folders of its runs in their order. */
    public record Line(String suite, int exitCode, List<Path> folders) {
        public Line {
            folders = List.copyOf(folders);
        }
    }

    public static List<String> of(List<Line> lines, boolean color) {
        List<Told> told = lines.stream().map(Told::of).toList();
        TreeSet<String> commands = new TreeSet<>(java.util.Comparator.comparing(COMMANDS::indexOf));
        told.forEach(t -> t.records().forEach(r -> commands.add(r.command())));
        Columns columns = new Columns("l" + "l".repeat(commands.size()) + "rrl");
        columns.row(row(
                "suite", commands.stream().map(c -> DONE.getOrDefault(c, c)).toList(), "rows gone", "time", "record"));
        told.forEach(t -> columns.row(row(
                Printable.of(t.line().suite()),
                commands.stream().map(t::outcome).toList(),
                Figures.count(t.removed()),
                Figures.seconds(t.time().toMillis()),
                Printable.of(t.where()))));
        List<String> text = new ArrayList<>();
        text.add("");
        text.addAll(columns.lines("  "));
        text.add("");
        text.add(sum(told, new Ink(color)));
        return text;
    }

    private static String[] row(String suite, List<String> between, String rows, String time, String record) {
        List<String> cells = new ArrayList<>(List.of(suite));
        cells.addAll(between);
        Collections.addAll(cells, rows, time, record);
        return cells.toArray(String[]::new);
    }

    private static String sum(List<Told> told, Ink ink) {
        List<String> red = told.stream()
                .filter(t -> t.line().exitCode() != 0)
                .map(t -> Printable.of(t.line().suite()) + " (exit code "
                        + t.line().exitCode() + ")")
                .toList();
        Duration all = told.stream().map(Told::time).reduce(Duration.ZERO, Duration::plus);
        String count = Figures.count(told.size(), "suite") + " in " + Figures.seconds(all.toMillis());
        return red.isEmpty()
                ? ink.green(count + ": every one passed.")
                : ink.red(count + ": " + Figures.count(red.size()) + " did not pass: " + String.join(", ", red) + ".");
    }

    /** A line with what could be read of its records. */
    private record Told(Line line, List<RunRecord> records) {

        static Told of(Line line) {
            return new Told(
                    line, line.folders().stream().flatMap(f -> read(f).stream()).toList());
        }

        private static Optional<RunRecord> read(Path folder) {
            try {
                return Optional.of(RunRecord.of(Files.readAllBytes(folder.resolve(RunRecord.NAME))));
            } catch (IOException | UnreadableRecord unreadable) {
                return Optional.empty();
            }
        }

        /** A suite whose rehearsal is red comes to no reset. */
        String outcome(String command) {
            return records.stream()
                    .filter(r -> r.command().equals(command))
                    .map(r -> r.passed() ? "yes" : r.outcome())
                    .collect(Collectors.collectingAndThen(
                            Collectors.joining(", "), outcome -> outcome.isEmpty() ? "-" : outcome));
        }

        /** By the last run that removed any: a rehearsal's are gone from a copy only, which its column says. */
        long removed() {
            return records.stream()
                    .filter(r -> r.command().equals("rehearse") || r.command().equals("reset"))
                    .reduce((first, last) -> last)
                    .map(r ->
                            r.tables().stream().mapToLong(TableResult::removed).sum())
                    .orElse(0L);
        }

        Duration time() {
            if (records.isEmpty()) {
                return Duration.ZERO;
            }
            RunRecord last = records.get(records.size() - 1);
            Instant end = Instant.parse(last.finishedAt().orElse(last.startedAt()));
            return Duration.between(Instant.parse(records.get(0).startedAt()), end);
        }

        String where() {
            return line.folders().isEmpty()
                    ? "none could be written"
                    : line.folders().get(line.folders().size() - 1).toString();
        }
    }
}
