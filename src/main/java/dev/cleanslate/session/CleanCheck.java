package dev.cleanslate.session;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Directions;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Scan;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Waivers;
import dev.cleanslate.scan.Waivers.Judged;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Suite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check {@code clean: true}: the scan inside the transaction, on the run's own connection, since no other session
 * sees what it has changed. On a rehearsal that is the copy's.
 */
final class CleanCheck {

    private static final int UNREAD_TOLD = 3;

    private final Workbench bench;
    private final Check check;

    CleanCheck(Workbench bench, Check check) {
        this.bench = bench;
        this.check = check;
    }

    void run(String step) {
        Seen seen = new Seen();
        if (bench.work().begun()) {
            bench.reset().look(step, (session, catalog) -> look(session, catalog, seen));
        } else {
            LoneChecks.ready(bench);
            bench.session().begin(Isolation.REPEATABLE_READ, true);
            try {
                look(bench.session(), bench.catalog(), seen);
            } finally {
                bench.session().rollback();
            }
        }
        List<String> wrong = seen.wrong();
        Scanning.nothing(seen.reports, bench.suite).ifPresent(wrong::add);
        bench.events().tell(new RunEvent.Read(step, seen.readings()));
        // A suite may ask more than once: the record holds what was so at last, and whatever stopped the run.
        if (!wrong.isEmpty() || check.equals(last())) {
            tell(seen);
        }
        if (!wrong.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    check.place() + ": " + check.name() + ": " + String.join("; ", wrong)
                            + ". Wipe or reset it in a phase before this check, or waive it in the suite's scan: section.");
        }
    }

    /** Also when it is played again after a deadlock, so whatever was seen before is forgotten. */
    private void look(PgSession session, Catalog catalog, Seen seen) {
        seen.clear();
        Directions directions = Scanning.directions(bench, session, catalog);
        Waivers waivers = Scanning.waivers(bench, catalog);
        try (Scan scan = Scan.within(
                session,
                catalog,
                Scanning.ofInterest(bench.suite),
                bench.invocation.scan().keys(),
                directions)) {
            bench.scanning().open(scan);
            scan.run(report -> {
                seen.reports.add(report);
                seen.notes.addAll(report.notes());
                seen.findings.addAll(waivers.judge(report));
            });
        } finally {
            bench.scanning().open(null);
        }
        waivers.expired().forEach(finding -> seen.findings.add(new Judged(finding, Optional.empty())));
        seen.notes.addAll(waivers.notes());
        seen.reports.sort(Comparator.comparing(TableReport::table));
    }

    private Check last() {
        return all(bench.suite).reduce(check, (before, after) -> after);
    }

    private static Stream<Check> all(Suite suite) {
        return Stream.concat(suite.phases().stream().flatMap(phase -> phase.checks().stream()), suite.checks().stream())
                .filter(c -> c.kind() instanceof Check.Kind.Clean);
    }

    /** What a suite says of the scan makes sense, or nobody waits for the check to hear that it does not. */
    static void requireSound(Workbench bench) {
        if (all(bench.suite).findAny().isPresent()) {
            Scanning.directions(bench, bench.session(), bench.catalog());
            Scanning.waivers(bench, bench.catalog());
        }
    }

    private void tell(Seen seen) {
        seen.reports.forEach(report -> bench.events().tell(new RunEvent.TableScanned(report)));
        seen.findings.forEach(judged -> bench.events().tell(new RunEvent.Found(judged.finding(), judged.waived())));
        seen.notes.forEach(note -> bench.events().note(note));
    }

    /** What one look at the database came to. */
    private static final class Seen {

        private final List<TableReport> reports = new ArrayList<>();
        private final List<Judged> findings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        private void clear() {
            reports.clear();
            findings.clear();
            notes.clear();
        }

        private List<Finding> bad() {
            return findings.stream()
                    .filter(judged -> judged.waived().isEmpty())
                    .map(Judged::finding)
                    .filter(finding -> finding.severity().atLeast(Severity.WARNING))
                    .toList();
        }

        private List<String> unread() {
            return reports.stream()
                    .flatMap(report -> report.unread().stream())
                    .map(ScanJudging::unseen)
                    .toList();
        }

        private List<RunEvent.Reading> readings() {
            return List.of(
                    new RunEvent.Reading("findings, warning or worse, not waived", "0", String.valueOf(bad().size())),
                    new RunEvent.Reading("not read", "0", String.valueOf(unread().size())));
        }

        private List<String> wrong() {
            List<String> wrong = new ArrayList<>();
            ScanJudging.worst(bad()).ifPresent(wrong::add);
            List<String> unread = unread();
            if (!unread.isEmpty()) {
                wrong.add(unread.stream().limit(UNREAD_TOLD).collect(Collectors.joining("; "))
                        + (unread.size() > UNREAD_TOLD ? "; and " + (unread.size() - UNREAD_TOLD) + " more" : ""));
            }
            return wrong;
        }
    }
}
