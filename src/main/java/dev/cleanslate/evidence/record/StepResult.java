package dev.cleanslate.evidence.record;

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
        Optional<String> place) {

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
