package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.TableReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a scan stands in the record, in the order it was heard of. */
final class ScanRecord implements RunListener {

    private final List<RunRecord.Finding> findings = new ArrayList<>();
    private final List<TableReport> tables = new ArrayList<>();
    private RunRecord.@Nullable Comparison comparison;

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.TableScanned e) {
            tables.add(e.report());
        } else if (event instanceof RunEvent.Found e) {
            findings.add(of(e));
        } else if (event instanceof RunEvent.Compared e) {
            comparison = of(e.comparison());
        }
    }

    List<RunRecord.Finding> findings() {
        return findings;
    }

    /** Null for a run that scanned nothing. */
    RunRecord.@Nullable Scanned scanned() {
        return tables.isEmpty()
                ? null
                : new RunRecord.Scanned(
                        tables.size(),
                        tables.stream().mapToLong(TableReport::rows).sum(),
                        tables.stream().flatMap(t -> columns(t).stream()).toList(),
                        tables.stream().flatMap(t -> sampled(t).stream()).toList(),
                        tables.stream().flatMap(t -> unread(t).stream()).toList(),
                        comparison);
    }

    static RunRecord.Finding of(RunEvent.Found found) {
        Finding finding = found.finding();
        return new RunRecord.Finding(
                finding.id(),
                finding.detector(),
                finding.table(),
                finding.column().orElse(null),
                finding.rows(),
                finding.severity().word(),
                finding.samples().isEmpty() ? null : String.join(", ", finding.samples()),
                finding.keys(),
                finding.advice(),
                finding.explanation(),
                finding.share(),
                finding.first().orElse(null),
                finding.last().orElse(null),
                found.waived()
                        .map(w -> new RunRecord.Waived(
                                w.owner(), w.reason(), w.expires().toString()))
                        .orElse(null));
    }

    static RunRecord.Comparison of(Comparison comparison) {
        return new RunRecord.Comparison(
                comparison.since().map(Comparison.Scanned::run).orElse(null),
                comparison.since().map(s -> s.at().toString()).orElse(null),
                comparison.changes().stream()
                        .map(c -> new RunRecord.Change(
                                c.standing().id(),
                                c.kind().word(),
                                c.before(),
                                c.now(),
                                c.standing().unseen().orElse(null)))
                        .toList(),
                comparison
                        .handOff()
                        .map(h -> new RunRecord.HandOff(
                                h.run(),
                                h.at().toString(),
                                h.tables().stream()
                                        .map(t -> new RunRecord.Filled(t.table(), t.rows(), t.findings()))
                                        .toList()))
                        .orElse(null));
    }

    /** Of one table, for the journal. */
    static Map<String, Object> line(TableReport report) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("table", report.table());
        line.put("rows", report.rows());
        line.put("millis", report.millis());
        line.put("asked", report.asked());
        line.put("columns", columns(report).stream().map(RecordTree::of).toList());
        line.put("sampled", sampled(report).stream().map(RecordTree::of).toList());
        line.put("unread", unread(report).stream().map(RecordTree::of).toList());
        return line;
    }

    private static List<RunRecord.RecognisedColumn> columns(TableReport report) {
        return report.columns().stream()
                .map(c -> new RunRecord.RecognisedColumn(
                        report.table(), c.column().name(), c.kind().word(), c.reason()))
                .toList();
    }

    private static Optional<RunRecord.Sampled> sampled(TableReport report) {
        return report.sampled().map(percent -> new RunRecord.Sampled(report.table(), report.rows(), percent));
    }

    private static List<RunRecord.Unread> unread(TableReport report) {
        return report.unread().stream()
                .map(u -> new RunRecord.Unread(u.table(), u.column().orElse(null), u.why()))
                .toList();
    }
}
