package dev.cleanslate.session;

import dev.cleanslate.evidence.Printable;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Directions;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Scan;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Waivers;
import dev.cleanslate.scan.Waivers.Judged;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Suite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What a cancelled run has to stop; null for nothing. */
    void open(@Nullable Scan under) {
        scan = under;
    }

    void cancel() {
        Scan open = scan;
        if (open != null) {
            open.cancel();
        }
    }

    private void run(String id, Step.Dynamic dynamic) {
        Waivers waivers = waivers(bench, bench.catalog());
        Directions directions = directions(bench, bench.session(), bench.catalog());
        Looked looked = look(id, directions, waivers);
        nothing(looked.reports(), bench.suite).ifPresent(why -> {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "in " + Printable.of(bench.url().database()) + " " + why
                            + ". Is it the right database? Of nothing nobody can say that it is clean. Nothing was changed.");
        });
        waivers.expired().forEach(finding -> looked.found(new Judged(finding, Optional.empty()), bench));
        waivers.notes().forEach(note -> bench.events().note(note));
        Comparison comparison = new ScanPast(bench).compare(looked, directions);
        bench.events().tell(new RunEvent.Compared(comparison));
        new ScanJudging(bench, dynamic, comparison).judge(looked);
    }

    /** A look that looked at nothing is none. */
    static Optional<String> nothing(List<TableReport> reports, Suite suite) {
        if (!reports.isEmpty()) {
            return Optional.empty();
        }
        String schemas = suite.schemas().stream().map(Mention::name).collect(Collectors.joining(", "));
        return Optional.of("no table was looked at: there is none"
                + (schemas.isEmpty() ? "" : " in the suite's schemas (" + Printable.of(schemas) + ")")
                + (suite.ignore().isEmpty() ? "" : " that the suite does not ignore"));
    }

    /** What came of the tables, in their order, and of every finding. */
    record Looked(List<TableReport> reports, List<Judged> findings) {

        void found(Judged judged, Workbench bench) {
            findings.add(judged);
            Finding finding = judged.finding().listing(bench.invocation.scan().keys());
            bench.events().tell(new RunEvent.Found(finding, judged.waived()));
        }
    }

    /** Nothing is read before all that the suite says of the scan makes sense. */
    static Directions directions(Workbench bench, PgSession session, Catalog catalog) {
        Directions directions =
                Directions.of(bench.suite, catalog, ofInterest(bench.suite), bench.invocation.environment());
        requireSound(directions.faults(session));
        return directions;
    }

    static Waivers waivers(Workbench bench, Catalog catalog) {
        Waivers waivers = Waivers.of(
                bench.suite.sections().scan(),
                catalog,
                LocalDate.now(bench.invocation.present().clock()));
        requireSound(waivers.faults());
        return waivers;
    }

    private static void requireSound(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new StepFailure(StepFailure.Kind.USAGE, String.join("\n", faults));
        }
    }

    private Looked look(String id, Directions directions, Waivers waivers) {
        Invocation.ScanWish wish = bench.invocation.scan();
        int connections = Math.min(CONNECTIONS, bench.target.maxConnections().orElse(CONNECTIONS));
        Looked looked = new Looked(new ArrayList<>(), new ArrayList<>());
        long started = System.nanoTime();
        bench.events().tell(new RunEvent.Working(id, "recognising columns"));
        try (Scan opened = Scan.open(
                bench.session(),
                () -> PgSession.open(bench.url(), "cleanslate scan"),
                bench.catalog(),
                ofInterest(bench.suite),
                new Scan.Limits(
                        connections, wish.freeze().isPresent() ? Integer.MAX_VALUE : wish.keys(), wish.sampleAbove()),
                directions)) {
            scan = opened;
            bench.watch.follow(bench, "cleanslate scan");
            bench.watch.knows(() -> opened.soFar().toString());
            opened.run(report -> {
                told(report, looked, waivers);
                bench.events()
                        .tell(new RunEvent.Progress(
                                id, report.table(), report.rows(), (System.nanoTime() - started) / 1_000_000));
            });
            wish.freeze().ifPresent(freeze -> new Freezing(bench, freeze).write(bench.session(), looked.findings()));
            List<String> passedOver = opened.passedOver();
            if (!passedOver.isEmpty()) {
                bench.events()
                        .note(passedOver.size()
                                + " foreign tables were not looked at, their rows are on another server: "
                                + Printable.of(String.join(", ", passedOver)) + ".");
            }
        } catch (SqlFailure failure) {
            throw failure.kind() == SqlFailure.Kind.CONNECTION
                    ? lost(failure, looked.reports().size())
                    : failure;
        } finally {
            scan = null;
            bench.watch.knows(() -> "");
        }
        looked.reports().sort(Comparator.comparing(TableReport::table));
        looked.findings().sort(Comparator.comparing(Judged::finding, Finding.IN_ORDER));
        looked.reports()
                .forEach(report -> report.notes().forEach(note -> bench.events().note(note)));
        sampled(looked.reports());
        return looked;
    }

    private void told(TableReport report, Looked looked, Waivers waivers) {
        looked.reports().add(report);
        bench.events().tell(new RunEvent.TableScanned(report));
        waivers.judge(report).forEach(judged -> looked.found(judged, bench));
    }

    private void sampled(List<TableReport> reports) {
        List<String> sampled = reports.stream()
                .filter(TableReport::burstsSampled)
                .map(TableReport::table)
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

    /** The tables that a suite has anything to say about. */
    static Predicate<QualifiedName> ofInterest(Suite suite) {
        Set<String> schemas = suite.schemas().stream().map(Mention::name).collect(Collectors.toSet());
        Set<String> ignored = suite.ignore().stream().map(Mention::name).collect(Collectors.toSet());
        return table -> (schemas.isEmpty() || schemas.contains(table.schema()))
                && !ignored.contains(table.name())
                && !ignored.contains(table.schema() + "." + table.name());
    }
}
