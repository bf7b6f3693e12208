package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A database that is thrown away after the run has no reset on record, so it is rehearsed and reset first and certified
 * on the same server: one tree of steps, and a record for each of the three.
 */
final class CertifiedDemo implements SuiteRun {

    private final SuiteRun reset;
    private final SuiteRun certification;
    private final Runnable handOver;
    private final Set<Step> ofCertification = new HashSet<>();
    private List<String> selected = List.of();
    private @Nullable String failed;
    private @Nullable Verdict ofReset;

    CertifiedDemo(SuiteRun reset, SuiteRun certification, Runnable handOver) {
        this.reset = reset;
        this.certification = certification;
        this.handOver = handOver;
        certification.stages().values().forEach(ofCertification::addAll);
    }

    @Override
    public Named named() {
        return reset.named();
    }

    @Override
    public Map<Stage, List<Step>> stages() {
        var stages = new EnumMap<>(reset.stages());
        certification
                .stages()
                .forEach((stage, steps) -> stages.merge(stage, steps, (before, after) -> {
                    var both = new ArrayList<>(before);
                    both.addAll(after);
                    return both;
                }));
        return stages;
    }

    @Override
    public void open(List<String> ids) {
        selected = ids;
        reset.open(ids);
    }

    @Override
    public Optional<String> notReached(Step step) {
        if (!isLate(step)) {
            return reset.notReached(step);
        }
        return failed != null
                ? Optional.of("not reached: '" + failed + "' failed")
                : ofReset == null ? Optional.empty() : certification.notReached(step);
    }

    @Override
    public void perform(Step step, Step.Dynamic dynamic) throws Exception {
        if (isLate(step)) {
            if (ofReset == null) {
                handOver.run();
                ofReset = reset.close();
                certification.open(selected);
            }
            certification.perform(step, dynamic);
            return;
        }
        boolean passed = false;
        try {
            reset.perform(step, dynamic);
            passed = true;
        } finally {
            if (!passed) {
                failed = step.name();
            }
        }
    }

    @Override
    public void skip(Step step, String reason) {
        if (!isLate(step)) {
            reset.skip(step, reason);
        } else if (ofReset != null) {
            certification.skip(step, reason);
        }
    }

    /** What is registered while a step runs belongs to whichever run is open. */
    private boolean isLate(Step step) {
        return ofReset != null || ofCertification.contains(step);
    }

    @Override
    public Verdict close() {
        Verdict before = ofReset;
        if (before == null) {
            return reset.close();
        }
        Verdict last = certification.close();
        return before.exitCode() == 0 ? last.after(before) : before;
    }
}
