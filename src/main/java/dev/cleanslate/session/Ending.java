package dev.cleanslate.session;

import dev.cleanslate.run.RunEvent.Outcome;
import dev.cleanslate.run.StepFailure;
import java.util.List;
import java.util.Optional;

/** What a run comes to in the end: the first failure decides, unless something was committed before it. */
record Ending(Outcome outcome, int exitCode, Optional<String> message) {

    /** {@code cutShort}: a signal came, and steps were left out because of it. */
    static Ending of(List<StepFailure> failures, boolean cutShort, boolean committed) {
        if (failures.isEmpty() && cutShort) {
            return committed
                    ? new Ending(
                            Outcome.FAILED,
                            5,
                            Optional.of("interrupted after the commit: the reset is done and"
                                    + " stays, the steps that follow it are not done"))
                    : new Ending(Outcome.ERROR, 4, Optional.of("interrupted; nothing was changed"));
        }
        if (failures.isEmpty()) {
            return new Ending(Outcome.PASSED, 0, Optional.empty());
        }
        StepFailure first = failures.get(0);
        Outcome outcome = switch (first.kind()) {
            case CHECK, AFTER_COMMIT -> Outcome.FAILED;
            case USAGE, REFUSED -> Outcome.REFUSED;
            case DATABASE -> Outcome.ERROR;
        };
        return new Ending(outcome, first.kind().exitCode(), Optional.ofNullable(first.getMessage()));
    }
}
