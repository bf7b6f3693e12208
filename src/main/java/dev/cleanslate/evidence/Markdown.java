package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.FindingResult;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.Scanned;
import dev.cleanslate.evidence.record.StepResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A run on one page of Markdown, its names and messages such that none of them is taken for markup. */
final class Markdown {

    private static final int MOST = 50;

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    static String of(RunRecord record) {
        Markdown page = new Markdown();
        page.line("### Cleanslate " + record.command() + " of " + MarkdownText.of(record.target()) + ": "
                + record.outcome().toUpperCase(Locale.ROOT) + " (exit code " + record.exitCode() + ")");
        record.message().filter(message -> record.exitCode() != 0).ifPresent(message -> {
            page.line("");
            page.line(MarkdownText.of(message));
        });
        if (!record.is("scan")) {
            page.steps(record);
        }
        record.scan().ifPresent(scanned -> page.scan(record, scanned));
        page.line("");
        return page.text.toString();
    }

    private void scan(RunRecord record, Scanned scanned) {
        line("");
        line(Figures.count(scanned.tables(), "table") + ", " + Figures.count(scanned.rows(), "row") + " looked at.");
        List<FindingResult> worst = record.findings().stream()
                .sorted(Comparator.comparing((FindingResult f) -> f.waived().isPresent())
                        .thenComparing(
                                f -> List.of("critical", "warning", "note").indexOf(f.severity()))
                        .thenComparing(Comparator.comparing(FindingResult::rows).reversed()))
                .toList();
        if (!worst.isEmpty()) {
            line("");
            line("| severity | finding | rows | since last time | waived by |");
            line("|---|---|--:|---|---|");
            worst.stream()
                    .limit(MOST)
                    .forEach(f -> line("| " + f.severity() + " | " + MarkdownText.of(f.id()) + " | " + f.rows() + " | "
                            + change(scanned, f.id()) + " | "
                            + f.waived()
                                    .map(w -> MarkdownText.of(w.owner() + ", until " + w.expires()))
                                    .orElse("")
                            + " |"));
            rest(worst.size());
        }
        if (!scanned.unread().isEmpty()) {
            line("");
            line("**Not read**, so nobody knows what is in there:");
            line("");
            scanned.unread().stream()
                    .limit(MOST)
                    .forEach(u -> line("- "
                            + MarkdownText.of(
                                    u.table() + u.column().map(c -> "." + c).orElse("")) + ": "
                            + MarkdownText.of(u.why())));
            rest(scanned.unread().size());
        }
    }

    private static String change(Scanned scanned, String id) {
        return scanned.comparison().filter(c -> c.run().isPresent()).stream()
                .flatMap(c -> c.changes().stream())
                .filter(c -> c.id().equals(id))
                .map(Scanned.Change::change)
                .findFirst()
                .orElse("");
    }

    private void steps(RunRecord record) {
        line("");
        line(ExecutionLog.outcome(record)
                + ExecutionSteps.duration(record).map(took -> " " + took + ".").orElse(""));
        List<String> stages = ExecutionSteps.stages(record);
        if (!stages.isEmpty()) {
            line("");
            stages.forEach(this::line);
        }
        List<StepResult> red = record.steps().stream().filter(StepResult::red).toList();
        if (!red.isEmpty()) {
            line("");
            line("| step | place | message |");
            line("|---|---|---|");
            red.stream()
                    .limit(MOST)
                    .forEach(s -> line("| " + MarkdownText.of(s.name()) + " | "
                            + MarkdownText.of(s.place().orElse("")) + " | " + MarkdownText.of(s.message()) + " |"));
            rest(red.size());
        }
        List<String> refusals = record.plan().stream()
                .flatMap(plan -> plan.refusals().stream())
                .map(refusal -> "- " + MarkdownText.of(refusal.place() + ": " + refusal.message()))
                .toList();
        if (!refusals.isEmpty()) {
            line("");
            refusals.stream().limit(MOST).forEach(this::line);
            rest(refusals.size());
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
}
