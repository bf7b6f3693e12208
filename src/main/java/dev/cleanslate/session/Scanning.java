package dev.cleanslate.session;

import dev.cleanslate.evidence.Printable;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Directions;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Scan;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Unread;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.ScanRules;
import dev.cleanslate.suite.Suite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scan of a run: the whole database is looked at first, then each detector on each table has its say. */
final class Scanning {

    private static final int CONNECTIONS = 2;

    private final Workbench bench;
    private volatile @Nullable Scan scan;

    Scanning(Workbench bench) {
        this.bench = bench;
    }

    static List<Step> steps(Workbench bench) {
        return List.of(new Step(
                Stage.VERIFICATION,
                "scan",
                "No demo or test data is found",
                bench.suite.place(),
                Step.Kind.WORK,
                dynamic -> bench.scanning().run("scan", dynamic)));
    }

    void cancel() {
        Scan open = scan;
        if (open != null) {
            open.cancel();
        }
    }

    private void run(String id, Step.Dynamic dynamic) {
        requireBuilt();
        List<TableReport> reports = look(id, directions());
        reports.sort(Comparator.comparing(TableReport::table));
        var ids = new Slugs();
        reports.forEach(report -> judge(report, ids, dynamic));
        // After what was found: contamination is the worse news, and the first failure decides the exit code.
        reports.forEach(report -> report.unread().forEach(unread -> unread(unread, ids, dynamic)));
    }

    /** Nothing is read before all that the suite says of the scan makes sense. */
    private Directions directions() {
        Directions directions =
                Directions.of(bench.suite, bench.catalog(), this::ofInterest, bench.invocation.environment());
        List<String> faults = directions.faults(bench.session());
        if (!faults.isEmpty()) {
            throw new StepFailure(StepFailure.Kind.USAGE, String.join("\n", faults));
        }
        return directions;
    }

    private void requireBuilt() {
        ScanRules rules = bench.suite.sections().scan();
        List<Mention> asked = new ArrayList<>();
        rules.waivers().forEach(waiver -> asked.add(new Mention(waiver.finding(), waiver.place())));
        if (!asked.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    asked.get(0).place() + ": scan says \"" + asked.get(0).name()
                            + "\", which this version reads but does not do yet. Take it out, or scan without --suite."
                            + " Nothing was changed.");
        }
    }

    private List<TableReport> look(String id, Directions directions) {
        Invocation.ScanWish wish = bench.invocation.scan();
        int connections = Math.min(CONNECTIONS, bench.target.maxConnections().orElse(CONNECTIONS));
        List<TableReport> reports = new ArrayList<>();
        long started = System.nanoTime();
        bench.events().tell(new RunEvent.Working(id, "recognising columns"));
        try (Scan opened = Scan.open(
                bench.session(),
                () -> PgSession.open(bench.url(), "cleanslate scan"),
                bench.catalog(),
                this::ofInterest,
                new Scan.Limits(connections, wish.keys(), wish.sampleAbove()),
                directions)) {
            scan = opened;
            opened.run(report -> {
                reports.add(report);
                bench.events().tell(new RunEvent.TableScanned(report));
                report.findings().forEach(finding -> bench.events().tell(new RunEvent.Found(finding)));
                bench.events()
                        .tell(new RunEvent.Progress(
                                id, report.table(), report.rows(), (System.nanoTime() - started) / 1_000_000));
            });
            String passedOver = opened.passedOver();
            if (passedOver != null) {
                bench.events().note(passedOver);
            }
        } catch (SqlFailure failure) {
            throw failure.kind() == SqlFailure.Kind.CONNECTION ? lost(failure, reports.size()) : failure;
        } finally {
            scan = null;
        }
        reports.forEach(report -> report.notes().forEach(note -> bench.events().note(note)));
        List<String> sampled = reports.stream()
                .filter(TableReport::burstsSampled)
                .map(TableReport::table)
                .sorted()
                .toList();
        if (!sampled.isEmpty()) {
            bench.events()
                    .note(
                            "Rows created in one second, with nothing else against them, were looked for in a sample of blocks of "
                                    + String.join(", ", sampled)
                                    + ": a burst may have been missed there. Everything else was looked at row by row, and what was"
                                    + " found is counted exactly.");
        }
        List<String> partly = reports.stream()
                .filter(report -> report.sampled().isPresent())
                .map(report -> report.table() + " (" + report.sampled().orElseThrow() + " %)")
                .sorted()
                .toList();
        if (!partly.isEmpty()) {
            bench.events()
                    .note(
                            "Of " + String.join(", ", partly)
                                    + " only a sample of whole blocks was looked at, as was asked for: counts are those of the sample,"
                                    + " what lies outside of it is not known, and its orphans and sequences were not looked for.");
        }
        return reports;
    }

    private StepFailure lost(SqlFailure failure, int looked) {
        return new StepFailure(
                StepFailure.Kind.DATABASE,
                "the connection to " + Printable.of(bench.url().database()) + " was lost after " + looked
                        + (looked == 1 ? " table was" : " tables were") + " looked at (SQLSTATE " + failure.sqlState()
                        + ", "
                        + failure.serverMessage()
                        + "). Is the database still there, under that name? What is in the others is not known, so it is"
                        + " not called clean. Nothing was changed.");
    }

    private boolean ofInterest(QualifiedName table) {
        Suite suite = bench.suite;
        Set<String> schemas = suite.schemas().stream().map(Mention::name).collect(Collectors.toSet());
        Set<String> ignored = suite.ignore().stream().map(Mention::name).collect(Collectors.toSet());
        return (schemas.isEmpty() || schemas.contains(table.schema()))
                && !ignored.contains(table.name())
                && !ignored.contains(table.schema() + "." + table.name());
    }

    private void judge(TableReport report, Slugs ids, Step.Dynamic dynamic) {
        Set<String> detectors = new LinkedHashSet<>(report.asked());
        report.findings().forEach(finding -> detectors.add(finding.detector()));
        for (String detector : detectors) {
            List<Finding> found = report.findings().stream()
                    .filter(f -> f.detector().equals(detector))
                    .toList();
            step(ids, Printable.of(report.table()) + ": " + detector, dynamic, () -> requireClean(found));
        }
    }

    private void requireClean(List<Finding> found) {
        List<Finding> bad = found.stream()
                .filter(f -> f.severity().atLeast(bench.invocation.scan().failOn()))
                .toList();
        if (!bad.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    bad.stream().map(Scanning::sentence).collect(Collectors.joining("; ")) + ".");
        }
    }

    private static String sentence(Finding finding) {
        return finding.detector() + " hits " + finding.rows() + (finding.rows() == 1 ? " row of " : " rows of ")
                + Printable.of(
                        finding.table() + finding.column().map(c -> "." + c).orElse(""))
                + ", "
                + finding.severity().word();
    }

    private void unread(Unread unread, Slugs ids, Step.Dynamic dynamic) {
        String what =
                Printable.of(unread.table() + unread.column().map(c -> "." + c).orElse(""));
        step(ids, what + ": can be read", dynamic, () -> {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    what + " was not looked at: " + unread.why()
                            + ". What is in it is not known, so this database is not called clean. Nothing was changed.");
        });
    }

    /** Each is a check: of the others one wants to know too when one has failed. */
    private void step(Slugs ids, String name, Step.Dynamic dynamic, Runnable body) {
        dynamic.run(new Step(
                Stage.VERIFICATION,
                ids.of("scan-", name),
                name,
                bench.suite.place(),
                Step.Kind.CHECK,
                nested -> body.run()));
    }
}
