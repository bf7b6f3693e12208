package dev.cleanslate.evidence.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Of a record only how long each step took. */
public record StepTimes(String schema, String command, String outcome, List<Step> steps) {

    public StepTimes {
        steps = List.copyOf(steps);
    }

    record Step(String id, String status, long millis) {}

    /**
     * By the id of the step; empty where the run was of another kind or did not pass.
     *
     * @throws UnreadableRecord when those are not the bytes of a record that this version knows
     */
    public static Optional<Map<String, Long>> of(byte[] runJson, String command) throws UnreadableRecord {
        StepTimes times = FactsFile.times(runJson);
        return times.command().equals(command) && times.outcome().equals("passed")
                ? Optional.of(times.steps().stream()
                        .filter(step -> step.status().equals("passed"))
                        .collect(Collectors.toMap(Step::id, Step::millis, (one, other) -> one)))
                : Optional.empty();
    }
}
