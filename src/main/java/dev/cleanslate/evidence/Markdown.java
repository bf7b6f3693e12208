package dev.cleanslate.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A run on one page of Markdown, its names and messages such that none of them is taken for markup. */
final class Markdown {

    private static final int MOST = 50;
    private static final int LONGEST = 300;

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    static String of(RunRecord record) {
        Markdown page = new Markdown();
        page.line("### Cleanslate " + record.command() + " of " + escaped(record.target()) + ": "
                + record.outcome().toUpperCase(Locale.ROOT) + " (exit code " + record.exitCode() + ")");
        if (record.message() != null && record.exitCode() != 0) {
            page.line("");
            page.line(escaped(record.message()));
        }
        if (record.scan() != null) {
            page.scan(record, record.scan());
        } else {
            page.steps(record);
        }
        page.line("");
        return page.text.toString();
    }

    private void scan(RunRecord record, RunRecord.Scanned scanned) {
        line("");
        line(Figures.count(scanned.tables(), "table") + ", " + Figures.count(scanned.rows(), "row") + " looked at.");
        List<RunRecord.Finding> worst = record.findings().stream()
                .sorted(Comparator.comparing((RunRecord.Finding f) -> f.waived() != null)
                        .thenComparing(
                                f -> List.of("critical", "warning", "note").indexOf(f.severity()))
                        .thenComparing(
                                Comparator.comparing(RunRecord.Finding::rows).reversed()))
                .toList();
        if (!worst.isEmpty()) {
            line("");
            line("| severity | finding | rows | since last time | waived by |");
            line("|---|---|--:|---|---|");
            worst.stream()
                    .limit(MOST)
                    .forEach(f -> line("| " + f.severity() + " | " + escaped(f.id()) + " | " + f.rows() + " | "
                            + change(scanned, f.id()) + " | "
                            + (f.waived() == null
                                    ? ""
                                    : escaped(f.waived().owner() + ", until "
                                            + f.waived().expires()))
                            + " |"));
            rest(worst.size());
        }
        if (!scanned.unread().isEmpty()) {
            line("");
            line("**Not read**, so nobody knows what is in there:");
            line("");
            scanned.unread().stream()
                    .limit(MOST)
                    .forEach(u -> line("- " + escaped(u.table() + (u.column() == null ? "" : "." + u.column())) + ": "
                            + escaped(u.why())));
            rest(scanned.unread().size());
        }
    }

    private static String change(RunRecord.Scanned scanned, String id) {
        RunRecord.Comparison comparison = scanned.comparison();
        return comparison == null || comparison.run() == null
                ? ""
                : comparison.changes().stream()
                        .filter(c -> c.id().equals(id))
                        .map(RunRecord.Change::change)
                        .findFirst()
                        .orElse("");
    }

    private void steps(RunRecord record) {
        List<RunRecord.StepResult> red =
                record.steps().stream().filter(GitHub::red).toList();
        if (!red.isEmpty()) {
            line("");
            line("| step | message |");
            line("|---|---|");
            red.stream().limit(MOST).forEach(s -> line("| " + escaped(s.name()) + " | " + escaped(s.message()) + " |"));
            rest(red.size());
        }
    }

    private void rest(int all) {
        if (all > MOST) {
            line("");
            line("and " + (all - MOST) + " more, all in the record.");
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String escaped(String value) {
        String one = value.replaceAll("\\s+", " ").strip();
        String shown = one.length() > LONGEST ? one.substring(0, LONGEST) + "…" : one;
        return shown.replace("&", "&amp;").replace("<", "&lt;").replaceAll("([\\\\`*_{}\\[\\]|~#!@])", "\\\\$1");
    }
}
