package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.FindingResult;
import dev.cleanslate.evidence.record.Scanned;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.TableReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a scan stands in the record, in an order that does not depend on which of several readers was done first. */
final class ScanRecord implements RunListener {

    private final List<FindingResult> findings = new ArrayList<>();
    private final List<TableReport> tables = new ArrayList<>();
    private Scanned.@Nullable Comparison comparison;

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

    List<FindingResult> findings() {
        return findings.stream().sorted(FindingResult.IN_ORDER).toList();
    }

    /** Empty for a run that scanned nothing. */
    Optional<Scanned> scanned() {
        List<TableReport> tables = this.tables.stream()
                .sorted(Comparator.comparing(TableReport::table))
                .toList();
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scanned(
                        tables.size(),
                        tables.stream().mapToLong(TableReport::rows).sum(),
                        tables.stream().flatMap(t -> columns(t).stream()).toList(),
                        tables.stream().flatMap(t -> sampled(t).stream()).toList(),
                        tables.stream().flatMap(t -> unread(t).stream()).toList(),
                        Optional.ofNullable(comparison)));
    }

    static FindingResult of(RunEvent.Found found) {
        Finding finding = found.finding();
        return new FindingResult(
                finding.id(),
                finding.detector(),
                finding.table(),
                finding.column(),
                finding.rows(),
                finding.severity().word(),
                Optional.of(String.join(", ", finding.samples())).filter(s -> !s.isEmpty()),
                finding.keys(),
                finding.advice(),
                finding.explanation(),
                finding.share(),
                finding.first(),
                finding.last(),
                found.waived()
                        .map(w -> new FindingResult.Waived(
                                w.owner(), w.reason(), w.expires().toString())));
    }

    static Scanned.Comparison of(Comparison comparison) {
        return new Scanned.Comparison(
                comparison.since().map(Comparison.Scanned::run),
                comparison.since().map(s -> s.at().toString()),
                comparison.changes().stream()
                        .map(c -> new Scanned.Change(
                                c.standing().id(),
                                c.kind().word(),
                                c.before(),
                                c.now(),
                                c.standing().unseen()))
                        .toList(),
                comparison
                        .handOff()
                        .map(h -> new Scanned.HandOff(
                                h.run(),
                                h.at().toString(),
                                h.tables().stream()
                                        .map(t -> new Scanned.Filled(t.table(), t.rows(), t.findings()))
                                        .toList())));
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

    private static List<Scanned.RecognisedColumn> columns(TableReport report) {
        return report.columns().stream()
                .map(c -> new Scanned.RecognisedColumn(
                        report.table(), c.column().name(), c.kind().word(), c.reason()))
                .toList();
    }

    private static Optional<Scanned.Sampled> sampled(TableReport report) {
        return report.sampled().map(percent -> new Scanned.Sampled(report.table(), report.rows(), percent));
    }

    private static List<Scanned.Unread> unread(TableReport report) {
        return report.unread().stream()
                .map(u -> new Scanned.Unread(u.table(), u.column(), u.why()))
                .toList();
    }
}
