package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.Scanned;
import dev.cleanslate.evidence.record.UnreadableRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scans of many targets on one page, by their records. */
public final class FleetReport {

    private static final String SCHEMA = "cleanslate.fleet/1";
    private static final int LONGEST = 120;

    private FleetReport() {}

    /** What one scan came to; {@code fresh} is new or more since the scan before it. {@code record} is its folder. */
    public record Line(
            String target,
            String suite,
            int exitCode,
            String verdict,
            int critical,
            int warning,
            int note,
            int waived,
            int fresh,
            int tables,
            long rows,
            int unread,
            String message,
            String record) {}

    /** Of a scan that left a record; of one that did not, what the exit code says. */
    public static Line of(String target, int exitCode, Path folder) {
        try {
            RunRecord record = RunRecord.of(Files.readAllBytes(folder.resolve(RunRecord.NAME)));
            Optional<Scanned> scan = record.scan();
            int code = record.exitCode();
            return new Line(
                    target,
                    record.suite(),
                    code,
                    verdict(code),
                    count(record, "critical"),
                    count(record, "warning"),
                    count(record, "note"),
                    record.findings().size() - record.open().size(),
                    (int) scan.flatMap(Scanned::comparison).stream()
                            .flatMap(comparison -> comparison.changes().stream())
                            .filter(c -> List.of("new", "more", "worse").contains(c.change()))
                            .count(),
                    scan.map(Scanned::tables).orElse(0),
                    scan.map(Scanned::rows).orElse(0L),
                    scan.map(s -> s.unread().size()).orElse(0),
                    code == 0 ? "" : record.message().orElse(""),
                    folder.toString());
        } catch (IOException | UnreadableRecord unreadable) {
            return none(target, exitCode, "its record cannot be read: " + unreadable.getMessage());
        }
    }

    public static Line none(String target, int exitCode, String message) {
        return new Line(target, "", exitCode, verdict(exitCode), 0, 0, 0, 0, 0, 0, 0, 0, message, "");
    }

    private static int count(RunRecord record, String severity) {
        return (int) record.open().stream()
                .filter(f -> f.severity().equals(severity))
                .count();
    }

    private static String verdict(int exitCode) {
        return switch (exitCode) {
            case 0 -> "clean";
            case 1 -> "contaminated";
            case 2 -> "wrongly configured";
            case 3 -> "refused";
            default -> "not read";
        };
    }

    /** One line for when a scan has ended. */
    public static String said(Line line) {
        return Printable.of(line.target()) + ": " + line.verdict()
                + (line.message().isEmpty() ? "" : ": " + brief(line));
    }

    /** The worst first; contaminated ones and those that could not be read each have their count. */
    public static List<String> table(List<Line> lines) {
        Columns columns = new Columns("llrrrrrl");
        columns.row("target", "verdict", "critical", "warning", "new", "waived", "unread", "why");
        lines.stream()
                .sorted(Comparator.comparing(Line::exitCode)
                        .thenComparing(Line::critical)
                        .thenComparing(Line::warning)
                        .reversed()
                        .thenComparing(Line::target))
                .forEach(l -> columns.row(
                        Printable.of(
                                l.suite().isEmpty() || l.suite().equals("none")
                                        ? l.target()
                                        : l.target() + "/" + l.suite()),
                        l.verdict(),
                        Integer.toString(l.critical()),
                        Integer.toString(l.warning()),
                        Integer.toString(l.fresh()),
                        Integer.toString(l.waived()),
                        Integer.toString(l.unread()),
                        // Of what is contaminated the counts tell enough, and its record the rest.
                        l.exitCode() == 1 ? "" : brief(l)));
        Map<String, Integer> counts = new LinkedHashMap<>();
        lines.forEach(l -> counts.merge(l.verdict(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((verdict, count) -> parts.add(count + " " + verdict));
        List<String> text = new ArrayList<>(columns.lines(""));
        text.add("");
        text.add(Figures.count(lines.size(), "scan") + ": " + String.join(", ", parts) + ".");
        return text;
    }

    private static String brief(Line line) {
        String first = line.message().lines().findFirst().orElse("");
        return Printable.of(first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first);
    }

    /** All of it as one document. */
    public static String json(List<Line> lines, List<String> notStarted, int exitCode) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("exitCode", exitCode);
        document.put("scans", lines);
        document.put("notStarted", notStarted);
        return RecordFile.pretty(document);
    }
}
