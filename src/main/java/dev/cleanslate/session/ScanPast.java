package dev.cleanslate.session;

import dev.cleanslate.evidence.EvidenceFailed;
import dev.cleanslate.evidence.LastReset;
import dev.cleanslate.evidence.ScanHistory;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Comparison.Filled;
import dev.cleanslate.scan.Comparison.HandOff;
import dev.cleanslate.scan.Directions;
import dev.cleanslate.scan.Reach;
import dev.cleanslate.scan.Standing;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Waivers;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was known before this scan: the scan before it, and a reset since then. This scan is added to it. */
final class ScanPast {

    private final Workbench bench;
    private final ScanHistory history;

    ScanPast(Workbench bench) {
        this.bench = bench;
        this.history = ScanHistory.of(bench.invocation.reports(), bench.target.name(), bench.suite.name());
    }

    Comparison compare(Scanning.Looked looked, Directions directions) {
        Optional<ScanHistory.Line> last = last();
        Optional<LastReset> reset = handOff(last);
        Set<String> leftEmpty = reset.map(LastReset::leftEmpty).orElse(Set.of());
        // What stood in a table that was emptied since is gone; what is in it now came after.
        List<Standing> before = last.map(ScanHistory.Line::findings).orElse(List.of()).stream()
                .filter(standing -> !leftEmpty.contains(standing.table()))
                .toList();
        Comparison comparison = Comparison.of(
                last.map(ScanHistory.Line::scan),
                before,
                Standing.of(looked.findings()),
                standing -> beyond(standing, looked.reports(), directions),
                reset.map(r -> new HandOff(r.run(), r.at(), filled(leftEmpty, looked))));
        add(looked, comparison);
        return comparison;
    }

    private Optional<ScanHistory.Line> last() {
        try {
            // Databases of one name on several servers share a folder where a bare URL names them, and nothing else.
            Optional<ScanHistory.Line> last = history.last(
                    line -> bench.invocation.url().isEmpty() || line.database().equals(database()));
            last.filter(line -> !line.database().equals(database()))
                    .ifPresent(
                            line -> bench.events()
                                    .note(
                                            "The scan before this one ("
                                                    + line.scan().run()
                                                    + ") was of another server or database; what is new and what is gone is told against it all the same."));
            return last;
        } catch (EvidenceFailed unreadable) {
            withoutPast(unreadable);
            return Optional.empty();
        }
    }

    private void withoutPast(EvidenceFailed why) {
        if (bench.invocation.scan().newOnly()) {
            throw new StepFailure(StepFailure.Kind.DATABASE, String.valueOf(why.getMessage()), why);
        }
        bench.events().note(String.valueOf(why.getMessage()));
    }

    /** The newest reset of this very database, where no scan came after it. */
    private Optional<LastReset> handOff(Optional<ScanHistory.Line> last) {
        try {
            Optional<LastReset> reset = LastReset.of(
                            bench.invocation.reports(), bench.target.name(), bench.suite.name())
                    .filter(r -> r.database().equals(database()))
                    .filter(r ->
                            last.map(line -> line.scan().at().isBefore(r.at())).orElse(true));
            reset.filter(r -> !r.sound())
                    .ifPresent(
                            r -> bench.events()
                                    .note(
                                            "The record of the reset " + r.run()
                                                    + " does not hold together (verify says how), so this scan is not compared with it."));
            return reset.filter(LastReset::sound);
        } catch (IOException unreadable) {
            bench.events().note("Whether there was a reset cannot be read: " + unreadable.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static List<Filled> filled(Set<String> leftEmpty, Scanning.Looked looked) {
        return looked.reports().stream()
                .filter(report -> report.rows() > 0 && leftEmpty.contains(report.table()))
                .map(report -> new Filled(
                        report.table(), report.rows(), report.findings().size()))
                .toList();
    }

    /** Why this scan would not have found it; a table that is no more took it along. */
    private Optional<String> beyond(Standing standing, List<TableReport> reports, Directions directions) {
        if (standing.detector().equals(Waivers.EXPIRED)) {
            return Optional.empty();
        }
        Optional<Table> table = bench.catalog().tables().stream()
                .filter(t -> t.name().toString().equals(standing.table()))
                .findFirst();
        Optional<TableReport> report =
                reports.stream().filter(r -> r.table().equals(standing.table())).findFirst();
        if (report.isEmpty()) {
            return table.map(t -> "the table is not looked at any more");
        }
        return table.flatMap(t -> new Reach(directions, t, report.get()).beyond(standing));
    }

    private String database() {
        ServerFacts server = bench.catalog().server();
        return ScanHistory.database(server.systemIdentifier(), server.database());
    }

    private void add(Scanning.Looked looked, Comparison comparison) {
        try {
            history.add(new ScanHistory.Line(
                    new Comparison.Scanned(
                            String.valueOf(bench.folder().getFileName()),
                            Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                    database(),
                    looked.reports().size(),
                    looked.reports().stream().mapToLong(TableReport::rows).sum(),
                    comparison.remembered()));
        } catch (EvidenceFailed unwritten) {
            withoutPast(unwritten);
        }
    }
}
