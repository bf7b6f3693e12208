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
        List<Reading> readings,
        Optional<String> startedAt,
        List<Done> done) {

    /** What the message of a step begins with that was not to be run here at all, and why follows. */
    public static final String LEFT_OUT = "left out:";

    public StepResult {
        readings = List.copyOf(readings);
        done = List.copyOf(done);
    }

    /** What was expected and found; {@code of} is empty where there is one subject only. */
    public record Reading(String of, String expected, String found) {}

    /** What of it could be counted: so many rows, so long after the step began. */
    public record Done(String what, long rows, long millis) {}

    public long rows() {
        return done.stream().mapToLong(Done::rows).sum();
    }

    public boolean passed() {
        return status.equals("passed");
    }

    /** It stands in nobody's way: what it would ask is not there. */
    public boolean leftOut() {
        return status.equals("skipped") && message.startsWith(LEFT_OUT);
    }

    /** Failed or refused. */
    public boolean red() {
        return status.equals("failed") || status.equals("refused");
    }

    public boolean within(String step) {
        return parent.filter(step::equals).isPresent();
    }
}
