package dev.cleanslate.session;

import dev.cleanslate.evidence.Printable;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Unread;
import dev.cleanslate.scan.Waivers;
import dev.cleanslate.scan.Waivers.Judged;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A step for each detector on each table, and for all that could not be read: what of it makes the scan red. */
final class ScanJudging {

    private static final int NAMED = 3;

    private final Workbench bench;
    private final Step.Dynamic dynamic;
    private final Comparison comparison;
    private final Slugs ids = new Slugs();

    ScanJudging(Workbench bench, Step.Dynamic dynamic, Comparison comparison) {
        this.bench = bench;
        this.dynamic = dynamic;
        this.comparison = comparison;
    }

    void judge(Scanning.Looked looked) {
        looked.reports().forEach(report -> judge(report, looked.findings()));
        looked.findings().stream()
                .filter(judged -> judged.finding().detector().equals(Waivers.EXPIRED))
                .forEach(judged -> step(
                        Printable.of(judged.finding().table()) + ": " + Waivers.EXPIRED,
                        () -> requireClean(List.of(judged))));
        // After what was found: contamination is the worse news, and the first failure decides the exit code.
        looked.reports().forEach(report -> report.unread().forEach(this::unread));
        worst(looked.findings().stream()
                        .filter(this::fails)
                        .map(Judged::finding)
                        .toList())
                .ifPresent(said -> {
                    throw new StepFailure(StepFailure.Kind.CHECK, said + ".");
                });
    }

    /** How many, and the worst of them in words; nothing of none. */
    static Optional<String> worst(List<Finding> findings) {
        List<String> named = findings.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Comparator.comparing(Finding::rows).reversed())
                        .thenComparing(Finding.IN_ORDER))
                .limit(NAMED)
                .map(ScanJudging::sentence)
                .toList();
        int more = findings.size() - named.size();
        return findings.isEmpty()
                ? Optional.empty()
                : Optional.of((findings.size() == 1 ? "1 finding: " : findings.size() + " findings, the worst: ")
                        + String.join("; ", named)
                        + (more > 0 ? "; and " + more + " more" : ""));
    }

    private void judge(TableReport report, List<Judged> findings) {
        List<Judged> ofTable = findings.stream()
                .filter(j -> j.finding().table().equals(report.table()))
                .filter(j -> !j.finding().detector().equals(Waivers.EXPIRED))
                .toList();
        Set<String> detectors = new LinkedHashSet<>(report.asked());
        ofTable.forEach(judged -> detectors.add(judged.finding().detector()));
        for (String detector : detectors) {
            List<Judged> found = ofTable.stream()
                    .filter(j -> j.finding().detector().equals(detector))
                    .toList();
            step(Printable.of(report.table()) + ": " + detector, () -> requireClean(found));
        }
    }

    private void requireClean(List<Judged> found) {
        List<Finding> bad =
                found.stream().filter(this::fails).map(Judged::finding).toList();
        if (!bad.isEmpty()) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    bad.stream().map(ScanJudging::sentence).collect(Collectors.joining("; ")) + ".");
        }
    }

    private boolean fails(Judged judged) {
        Invocation.ScanWish wish = bench.invocation.scan();
        return judged.waived().isEmpty()
                && judged.finding().severity().atLeast(wish.failOn())
                && (!wish.newOnly() || comparison.came(judged.finding()));
    }

    static String sentence(Finding finding) {
        return finding.detector().equals(Waivers.EXPIRED)
                ? finding.explanation().replaceAll("\\.$", "")
                : finding.detector() + " hits " + finding.rows() + (finding.rows() == 1 ? " row of " : " rows of ")
                        + Printable.of(finding.table()
                                + finding.column().map(c -> "." + c).orElse(""))
                        + ", "
                        + finding.severity().word();
    }

    private void unread(Unread unread) {
        step(what(unread) + ": can be read", () -> {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    unseen(unread)
                            + ". What is in it is not known, so this database is not called clean. Nothing was changed.");
        });
    }

    static String unseen(Unread unread) {
        return what(unread) + " was not looked at: " + unread.why();
    }

    private static String what(Unread unread) {
        return Printable.of(unread.table() + unread.column().map(c -> "." + c).orElse(""));
    }

    /** Each is a check: of the others one wants to know too when one has failed. */
    private void step(String name, Runnable body) {
        dynamic.run(new Step(
                Stage.VERIFICATION,
                ids.of("scan-", name),
                name,
                bench.suite.place(),
                Step.Kind.CHECK,
                nested -> body.run()));
    }
}
