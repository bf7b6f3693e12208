package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvent.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the run ends, as far as can be said at this moment. */
record Ending(
        @Nullable Instant finishedAt,
        Outcome outcome,
        int exitCode,
        int attempts,
        @Nullable String message) {

    static final Ending UNFINISHED = new Ending(
            null,
            Outcome.ERROR,
            4,
            0,
            "The run has not finished: it is under way, or it was killed before its commit. Nothing was changed.");

    static Ending inDoubt(String transaction) {
        return new Ending(
                null,
                Outcome.ERROR,
                5,
                0,
                "The commit is in doubt: nothing was heard after COMMIT was sent for transaction " + transaction
                        + ". On the same server, select pg_xact_status('" + transaction
                        + "') says committed or aborted. Do not run anything else before it is known.");
    }

    static Ending committed(String transaction) {
        return new Ending(
                null,
                Outcome.ERROR,
                5,
                0,
                "Transaction " + transaction + " is committed, but the run has not finished: it is under way, or it was"
                        + " killed after its commit. The steps listed as passed are done, what follows them is not.");
    }

    static Ending of(Instant at, RunEvent.RunFinished end) {
        return new Ending(
                at, end.outcome(), end.exitCode(), end.attempts(), end.message().orElse(null));
    }
}
