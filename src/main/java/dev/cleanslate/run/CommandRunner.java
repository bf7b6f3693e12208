package dev.cleanslate.run;

import dev.cleanslate.suite.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the phases of a suite that are programs, after the commit. */
public final class CommandRunner {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int KEPT = 2_000;

    private final Outside outside;

    public CommandRunner(Map<String, String> environment) {
        this.outside = new Outside(environment);
    }

    /** What it printed, masked; {@code limit} is ten minutes where the phase has none. */
    public String run(Place place, String name, List<String> arguments, Optional<Duration> limit) {
        try {
            String printed = outside.expect(0, arguments, Map.of(), limit.orElse(PATIENCE))
                    .printed();
            return printed.length() > KEPT ? printed.substring(0, KEPT) + "…" : printed;
        } catch (StepFailure failure) {
            throw new StepFailure(failure.kind(), place + ": phase \"" + name + "\": " + failure.getMessage(), failure);
        }
    }

    /** From any thread. */
    public void cancel() {
        outside.cancel();
    }
}
