package dev.cleanslate.evidence.record;

import java.util.List;
import java.util.Optional;

/** One thing done or checked. */
public record StepResult(
        String id,
        String stage,
        String name,
        String status,
        long millis,
        String message,
        Optional<String> parent,
        Optional<String> place,
        Optional<String> startedAt,
        List<Done> done) {

    public StepResult {
        done = List.copyOf(done);
    }

    /** What of it could be counted: so many rows, so long after the step began. */
    public record Done(String what, long rows, long millis) {}

    public long rows() {
        return done.stream().mapToLong(Done::rows).sum();
    }

    public boolean passed() {
        return status.equals("passed");
    }

    /** Failed or refused. */
    public boolean red() {
        return status.equals("failed") || status.equals("refused");
    }

    public boolean within(String step) {
        return parent.filter(step::equals).isPresent();
    }
}
