package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.CertificationResult;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.Scanned;
import dev.cleanslate.evidence.record.TableResult;
import dev.cleanslate.run.Certification;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code metrics.prom}: what came of a run, in the text format that Prometheus' node exporter picks up. */
final class Metrics {

    static final String NAME = "metrics.prom";

    /** A series for each finding: more than these would be a burden on whoever stores them. */
    private static final int MOST = 1_000;

    private static final String LAST_SUCCESS = "cleanslate_last_success_timestamp_seconds";

    private final RunRecord record;
    private final Map<String, String> common = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Metrics(RunRecord record) {
        this.record = record;
        common.put("target", record.target());
        common.put("suite", record.suite());
        common.put("command", record.command());
    }

    /** {@code before}: the metrics of the run before this one, which know of the last success if this one is none. */
    static String of(RunRecord record, Optional<String> before) {
        Metrics metrics = new Metrics(record);
        metrics.run(before);
        record.certification().ifPresent(metrics::certification);
        record.scan().ifPresent(metrics::scan);
        if (!record.tables().isEmpty()) {
            metrics.tables();
        }
        return metrics.text.toString();
    }

    private void run(Optional<String> before) {
        Instant started = Instant.parse(record.startedAt());
        Instant finished = record.finishedAt().map(Instant::parse).orElse(started);
        gauge("cleanslate_run_exit_code", "Exit code of the last run.", record.exitCode());
        String duration = "cleanslate_run_duration_seconds";
        head(duration, "How long the last run took.");
        long millis = Duration.between(started, finished).toMillis();
        sample(duration, Map.of(), String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000));
        gauge("cleanslate_run_finished_timestamp_seconds", "When the last run ended.", finished.getEpochSecond());
        gauge("cleanslate_run_committed", "Whether the last run committed a change.", record.committed() ? 1 : 0);
        Optional<String> success = record.exitCode() == 0
                ? Optional.of(Long.toString(finished.getEpochSecond()))
                : before.flatMap(Metrics::lastSuccess);
        success.ifPresent(when -> {
            head(LAST_SUCCESS, "When a run last passed.");
            sample(LAST_SUCCESS, Map.of(), when);
        });
    }

    private static Optional<String> lastSuccess(String before) {
        return before.lines()
                .filter(line -> line.startsWith(LAST_SUCCESS + "{"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .filter(value -> value.matches("[0-9]{1,15}"))
                .findFirst();
    }

    private void certification(CertificationResult result) {
        gauge(
                "cleanslate_certification_certified",
                "Whether the database was certified, with waivers or without.",
                result.verdict().equals(Certification.NOT_CERTIFIED) ? 0 : 1);
        gauge(
                "cleanslate_certification_waivers",
                "Findings that somebody answers for.",
                result.waivers().size());
        gauge(
                "cleanslate_certification_in_the_way",
                "Things in the way.",
                result.inTheWay().size());
        String items = "cleanslate_certification_items";
        head(items, "Items of the hand-over by their state.");
        for (String state : List.of("done", "waived", "failed", "open", "not-reached")) {
            long count = result.groups().stream()
                    .flatMap(group -> group.items().stream())
                    .filter(item -> item.state().equals(state))
                    .count();
            sample(items, labels("state", state), Long.toString(count));
        }
    }

    private void scan(Scanned scanned) {
        gauge("cleanslate_scan_tables", "Tables the last scan looked at.", scanned.tables());
        gauge("cleanslate_scan_rows", "Rows in them.", scanned.rows());
        gauge(
                "cleanslate_scan_unread_tables",
                "Tables of which not all could be read; what is in them is not known.",
                scanned.unread().stream().map(Scanned.Unread::table).distinct().count());
        String findings = "cleanslate_scan_findings";
        head(findings, "Findings of the last scan.");
        for (String severity : List.of("critical", "warning", "note")) {
            for (boolean waived : List.of(false, true)) {
                long count = record.findings().stream()
                        .filter(f -> f.severity().equals(severity) && f.waived().isPresent() == waived)
                        .count();
                sample(
                        findings,
                        labels("severity", severity, "waived", Boolean.toString(waived)),
                        Long.toString(count));
            }
        }
        scanned.comparison().filter(c -> c.run().isPresent()).ifPresent(comparison -> {
            String changes = "cleanslate_scan_changes";
            head(changes, "Findings by what became of them since the scan before the last one.");
            List<Scanned.Change> all = comparison.changes();
            for (String change : List.of("new", "more", "worse", "fewer", "same", "gone", "unknown")) {
                sample(
                        changes,
                        labels("change", change),
                        Long.toString(all.stream()
                                .filter(c -> c.change().equals(change))
                                .count()));
            }
        });
        found();
    }

    private void found() {
        Map<String, Long> rows = new LinkedHashMap<>();
        record.findings()
                .forEach(f -> rows.merge(
                        all(labels(
                                "detector",
                                f.detector(),
                                "table",
                                f.table(),
                                "column",
                                f.column().orElse(""),
                                "severity",
                                f.severity(),
                                "waived",
                                Boolean.toString(f.waived().isPresent()))),
                        f.rows(),
                        Long::sum));
        series("cleanslate_scan_finding_rows", "Rows of a finding of the last scan.", rows);
    }

    private void tables() {
        Map<String, Long> removed = new TreeMap<>();
        record.tables().stream()
                .filter(TableResult::measured)
                .filter(t -> t.removed() > 0)
                .forEach(t -> removed.put(all(labels("table", t.name())), t.removed()));
        series("cleanslate_removed_rows", "Rows that the last run removed, on a copy where it rehearsed.", removed);
    }

    private void series(String name, String help, Map<String, Long> values) {
        head(name, help);
        values.entrySet().stream()
                .limit(MOST)
                .forEach(e -> text.append(name)
                        .append(e.getKey())
                        .append(' ')
                        .append(e.getValue())
                        .append('\n'));
        if (values.size() > MOST) {
            gauge(name + "_left_out", "Series left out of this file.", values.size() - MOST);
        }
    }

    private static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }

    private void gauge(String name, String help, long value) {
        head(name, help);
        sample(name, Map.of(), Long.toString(value));
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, Map<String, String> labels, String value) {
        text.append(name).append(all(labels)).append(' ').append(value).append('\n');
    }

    private String all(Map<String, String> labels) {
        return Stream.of(common, labels)
                .flatMap(m -> m.entrySet().stream())
                .map(e -> e.getKey() + "=\"" + escaped(e.getValue()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What cannot be seen, and what turns text around, is shown as its code: here as everywhere. */
    private static String escaped(String value) {
        return Arrays.stream(value.split("\n", -1))
                .map(line -> Printable.of(line).replace("\\", "\\\\").replace("\"", "\\\""))
                .collect(Collectors.joining("\\n"));
    }
}
