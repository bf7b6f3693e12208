package dev.cleanslate.evidence;

import dev.cleanslate.evidence.PastRun.PassedOver;
import dev.cleanslate.evidence.record.RunOutline;
import dev.cleanslate.evidence.report.Trend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Past runs as a table for people, and as one document. */
public final class HistoryText {

    private static final String SCHEMA = "cleanslate.history/1";
    private static final int TRENDS = 12;
    private static final int NAMED = 10;

    private HistoryText() {}

    private record Passed(String folder, String why) {}

    public static List<String> lines(History history) {
        return lines(history, Glyphs.ofThisProcess());
    }

    static List<String> lines(History history, Glyphs glyphs) {
        List<String> lines = new ArrayList<>();
        if (history.runs().isEmpty()) {
            lines.add("No runs below " + Printable.of(history.reports().toString()) + " that fit.");
            return lines;
        }
        Columns columns = new Columns("lllrrl");
        columns.row("began (UTC)", "command", "outcome", "came to", "took", "folder");
        for (PastRun run : history.runs()) {
            RunOutline o = run.outline();
            columns.row(
                    when(o),
                    Printable.of(o.command(), 20),
                    outcome(run),
                    cameTo(o),
                    o.millis().map(Figures::seconds).orElse(""),
                    Printable.of(shown(history.reports(), run.folder())));
        }
        lines.addAll(columns.lines(""));
        lines.addAll(trends(history, glyphs));
        lines.add("");
        lines.add(counts(history));
        return lines;
    }

    private static List<String> trends(History history, Glyphs glyphs) {
        List<Trend> trends = Trend.of(history.outlines());
        Columns columns = new Columns("lllrrl");
        trends.stream()
                .limit(TRENDS)
                .forEach(t -> columns.row(
                        Printable.of(t.target() + "/" + t.suite(), 60),
                        Printable.of(t.what(), 40),
                        Sparkline.of(t.values(), glyphs),
                        number(t, t.first()),
                        "then",
                        number(t, t.last()) + " in the newest of " + t.values().size()));
        List<String> lines = new ArrayList<>();
        if (!columns.isEmpty()) {
            lines.add("");
            lines.addAll(columns.lines(""));
        }
        return lines;
    }

    private static String number(Trend trend, long value) {
        return switch (trend.unit()) {
            case COUNT -> Figures.count(value);
            case MILLIS -> Figures.seconds(value);
        };
    }

    private static String counts(History history) {
        Map<String, Integer> states = new LinkedHashMap<>();
        history.runs().forEach(run -> states.merge(seen(run), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        states.forEach((state, count) -> parts.add(count + " " + state));
        int read = history.runs().size() + history.passedOver().size();
        return Figures.count(history.runs().size(), "run") + ": " + Printable.of(String.join(", ", parts)) + "."
                + (history.folders() > read
                        ? " " + Figures.count(history.folders()) + " folders in all; --limit all shows every one."
                        : "");
    }

    /** What could not be told, for standard error. */
    public static List<String> passedOver(History history) {
        List<String> lines = new ArrayList<>();
        List<PassedOver> all = history.passedOver();
        if (all.isEmpty()) {
            return lines;
        }
        lines.add("cleanslate: " + Figures.count(all.size(), "folder") + (all.size() == 1 ? " is" : " are")
                + " passed over, since what " + (all.size() == 1 ? "it holds" : "they hold")
                + " is no record that this version can read:");
        all.stream()
                .limit(NAMED)
                .forEach(p -> lines.add(
                        "  " + Printable.of(shown(history.reports(), p.folder())) + ": " + Printable.of(p.why())));
        if (all.size() > NAMED) {
            lines.add("  and " + (all.size() - NAMED) + " more; --json names them all.");
        }
        return lines;
    }

    /** All of it as one document. */
    public static String json(History history) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("folders", history.folders());
        document.put(
                "runs",
                history.runs().stream().map(run -> tree(history.reports(), run)).toList());
        document.put(
                "trends",
                Trend.of(history.outlines()).stream().map(HistoryText::tree).toList());
        document.put(
                "passedOver",
                history.passedOver().stream()
                        .map(p -> new Passed(shown(history.reports(), p.folder()), p.why()))
                        .toList());
        return RecordFile.pretty(document);
    }

    private static Map<String, Object> tree(Path reports, PastRun run) {
        RunOutline o = run.outline();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", o.run());
        tree.put("target", o.target());
        tree.put("suite", o.suite());
        tree.put("command", o.command());
        tree.put("startedAt", o.startedAt());
        tree.put("finishedAt", o.finishedAt());
        tree.put("state", seen(run));
        tree.put("exitCode", o.exitCode());
        tree.put("committed", o.committed());
        o.removed().ifPresent(rows -> tree.put("removed", rows));
        o.open().ifPresent(findings -> tree.put("findings", findings));
        o.millis().ifPresent(millis -> tree.put("millis", millis));
        tree.put("folder", shown(reports, run.folder()));
        tree.put("report", run.report());
        return tree;
    }

    private static Map<String, Object> tree(Trend trend) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("target", trend.target());
        tree.put("suite", trend.suite());
        tree.put("of", trend.what());
        tree.put("unit", trend.unit() == Trend.Unit.COUNT ? "count" : "milliseconds");
        tree.put("values", trend.values());
        return tree;
    }

    private static String when(RunOutline o) {
        return o.began().toString().substring(0, 16).replace('T', ' ');
    }

    private static String seen(PastRun run) {
        if (run.outline().finished() || run.outline().inDoubt()) {
            return run.state();
        }
        return run.underWay() ? "under way" : "cut off";
    }

    private static String outcome(PastRun run) {
        String state = Printable.of(seen(run), 20);
        int code = run.outline().exitCode();
        return state.equals("under way") || code == 0 ? state : state + " (" + code + ")";
    }

    static String cameTo(RunOutline o) {
        if (o.open().isPresent()) {
            return Figures.count(o.open().get(), "finding");
        }
        return o.removed().map(rows -> Figures.count(rows, "row") + " removed").orElse("");
    }

    private static String shown(Path reports, Path folder) {
        return reports.relativize(folder).toString();
    }
}
