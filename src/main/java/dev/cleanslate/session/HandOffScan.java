package dev.cleanslate.session;

import dev.cleanslate.evidence.Printable;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Directions;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Scan;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Waivers;
import dev.cleanslate.scan.Waivers.Judged;
import dev.cleanslate.session.HandOff.Rests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The scan of a certification, on the snapshot of all the rest; passwords and sequences have a say of their own. */
final class HandOffScan {

    static final String PASSWORDS = "default-password";
    static final String SEQUENCES = "sequence-behind";

    private final Workbench bench;
    private final HandOff handOff;
    private final List<TableReport> reports = new ArrayList<>();
    private final List<Judged> findings = new ArrayList<>();
    private boolean looked;

    HandOffScan(Workbench bench, HandOff handOff) {
        this.bench = bench;
        this.handOff = handOff;
    }

    Rests contamination(String step, Step.Dynamic dynamic) {
        look(step);
        Scanning.nothing(reports, bench.suite).ifPresent(why -> {
            throw new StepFailure(StepFailure.Kind.DATABASE, why + ". Of nothing nobody can say that it is clean.");
        });
        Slugs ids = new Slugs();
        for (TableReport report : reports) {
            List<Finding> bad = bad(j -> ofTheRest(j) && j.finding().table().equals(report.table()));
            child(dynamic, ids, report.table(), () -> require(bad));
            report.unread()
                    .forEach(unread -> child(dynamic, ids, report.table() + " can be read", () -> {
                        throw unread(List.of(ScanJudging.unseen(unread)));
                    }));
        }
        require(bad(this::ofTheRest));
        List<String> unread = reports.stream()
                .flatMap(report -> report.unread().stream())
                .map(ScanJudging::unseen)
                .toList();
        if (!unread.isEmpty()) {
            throw unread(unread);
        }
        long rows = reports.stream().mapToLong(TableReport::rows).sum();
        return Rests.done(rows + " rows of " + reports.size() + " tables looked at by every detector");
    }

    Rests passwords() {
        return only(PASSWORDS, "no account has a default password, as far as the columns of passwords are known");
    }

    Rests sequences() {
        return only(SEQUENCES, "every sequence is ahead of the rows of its column");
    }

    private Rests only(String detector, String fine) {
        if (!looked) {
            throw new StepFailure(StepFailure.Kind.CHECK, "the scan did not come to its end, so this is not known.");
        }
        require(bad(judged -> judged.finding().detector().equals(detector)));
        return Rests.done(fine);
    }

    private boolean ofTheRest(Judged judged) {
        String detector = judged.finding().detector();
        return !detector.equals(PASSWORDS) && !detector.equals(SEQUENCES);
    }

    private void look(String step) {
        bench.events().tell(new RunEvent.Working(step, "recognising columns"));
        Directions directions = Scanning.directions(bench, bench.session(), bench.catalog());
        Waivers waivers = Scanning.waivers(bench, bench.catalog());
        long started = System.nanoTime();
        try (Scan scan = Scan.within(
                bench.session(),
                bench.catalog(),
                Scanning.ofInterest(bench.suite),
                bench.invocation.scan().keys(),
                directions)) {
            bench.scanning().open(scan);
            scan.run(report -> {
                reports.add(report);
                bench.events().tell(new RunEvent.TableScanned(report));
                waivers.judge(report).forEach(this::found);
                bench.events()
                        .tell(new RunEvent.Progress(
                                step, report.table(), report.rows(), (System.nanoTime() - started) / 1_000_000));
            });
        } finally {
            bench.scanning().open(null);
        }
        looked = true;
        waivers.expired().forEach(finding -> found(new Judged(finding, Optional.empty())));
        reports.sort(Comparator.comparing(TableReport::table));
        reports.forEach(report -> report.notes().forEach(note -> bench.events().note(note)));
        waivers.notes().forEach(note -> bench.events().note(note));
    }

    private void found(Judged judged) {
        findings.add(judged);
        bench.events().tell(new RunEvent.Found(judged.finding(), judged.waived()));
        judged.waived().ifPresent(waived -> handOff.answered(judged.finding().id(), waived));
    }

    private List<Finding> bad(Predicate<Judged> which) {
        return findings.stream()
                .filter(judged -> judged.waived().isEmpty())
                .filter(which)
                .map(Judged::finding)
                .filter(finding -> finding.severity().atLeast(Severity.WARNING))
                .toList();
    }

    private static void require(List<Finding> bad) {
        ScanJudging.worst(bad).ifPresent(said -> {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    said + ". Remove it, or have somebody answer for it: a waiver in the suite's scan: section.");
        });
    }

    private static StepFailure unread(List<String> unseen) {
        return new StepFailure(
                StepFailure.Kind.DATABASE,
                String.join("; ", unseen)
                        + ". What is in it is not known, so this database is not certified. Give this role the right to"
                        + " read all of it.");
    }

    private void child(Step.Dynamic dynamic, Slugs ids, String name, Runnable body) {
        dynamic.run(new Step(
                HandOffSteps.placed(bench, Stage.VERIFICATION),
                ids.of("scan-", name),
                Printable.of(name),
                bench.suite.place(),
                Step.Kind.CHECK,
                nested -> body.run()));
    }
}
