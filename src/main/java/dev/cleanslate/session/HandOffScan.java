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
import java.util.function.Supplier;

/** The scan of a certification, on the snapshot of all the rest; passwords and sequences have a say of their own. */
final class HandOffScan {

    static final String PASSWORDS = "default-password";
    static final String SEQUENCES = "sequence-behind";

    private final Workbench bench;
    private final HandOff handOff;
    private final List<TableReport> reports = new ArrayList<>();
    private final List<Judged> findings = new ArrayList<>();
    private List<String> off = List.of();
    private List<String> passedOver = List.of();
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
        String seen = rows + " rows of " + reports.size() + " tables looked at";
        List<String> not = new ArrayList<>();
        List<String> unasked = off.stream()
                .filter(detector -> !detector.equals(PASSWORDS) && !detector.equals(SEQUENCES))
                .toList();
        if (!unasked.isEmpty()) {
            not.add("switched off in the suite: " + String.join(", ", unasked));
        }
        if (!passedOver.isEmpty()) {
            not.add("foreign tables, whose rows are on another server: " + String.join(", ", passedOver));
        }
        List<String> bursts = reports.stream()
                .filter(TableReport::burstsSampled)
                .map(TableReport::table)
                .toList();
        if (!bursts.isEmpty()) {
            not.add("rows created in one second, but in a sample of " + String.join(", ", bursts));
        }
        return not.isEmpty()
                ? Rests.done(seen + " by every detector")
                : Rests.open(Printable.of(seen + "; not looked at: " + String.join("; ", not)));
    }

    Rests passwords() {
        return only(PASSWORDS, () -> {
            List<String> partly = reports.stream()
                    .flatMap(report -> report.passwords().stream()
                            .filter(tried -> !tried.whole())
                            .map(tried -> report.table() + "." + tried.column() + " (" + why(tried) + ")"))
                    .toList();
            int tried = reports.stream()
                    .flatMap(report -> report.passwords().stream())
                    .mapToInt(TableReport.Tried::tried)
                    .sum();
            if (!partly.isEmpty()) {
                return Rests.open("not known of every account: " + Printable.of(String.join("; ", partly)));
            }
            return reports.stream().allMatch(report -> report.passwords().isEmpty())
                    ? Rests.open(
                            "no column was recognised as one of passwords; if there is one, name it under columns: in the"
                                    + " suite's scan: section")
                    : Rests.done(tried + " accounts tried with the passwords that seed scripts use: none opens");
        });
    }

    private static String why(TableReport.Tried tried) {
        List<String> why = new ArrayList<>();
        why.add(tried.tried() + " tried");
        if (!tried.all()) {
            why.add("of the others none");
        }
        if (tried.unfinished() > 0) {
            why.add(tried.unfinished() + " not to the end, since time ran out");
        }
        if (tried.unknown() > 0) {
            why.add(tried.unknown() + " more have a hash of an unknown format");
        }
        if (tried.tooCostly() > 0) {
            why.add(tried.tooCostly() + " more have a hash that costs too much to try");
        }
        return String.join(", ", why);
    }

    Rests sequences() {
        return only(SEQUENCES, () -> Rests.done("every sequence is ahead of the rows of its column"));
    }

    private Rests only(String detector, Supplier<Rests> fine) {
        if (!looked) {
            throw new StepFailure(StepFailure.Kind.CHECK, "the scan did not come to its end, so this is not known.");
        }
        require(bad(judged -> judged.finding().detector().equals(detector)));
        if (off.contains(detector)) {
            return Rests.open("not looked at: the suite has switched off " + detector);
        }
        List<String> unread = reports.stream()
                .flatMap(report -> report.unread().stream())
                .map(ScanJudging::unseen)
                .toList();
        return unread.isEmpty() ? fine.get() : Rests.open("not known of all: " + String.join("; ", unread));
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
            off = directions.off();
            passedOver = scan.passedOver();
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
