package dev.cleanslate.run;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The transaction as a list of operations that can be played again: after a deadlock, a lock timeout or a
 * serialization failure everything is rolled back and repeated from the start, up to the step that was hit.
 */
final class Attempts {

    private static final int MOST = 3;

    @FunctionalInterface
    interface Operation {
        void run();
    }

    private final PgSession session;
    private final RunEvents events;
    private final Supplier<List<String>> blockers;
    private final List<Operation> done = new ArrayList<>();
    private int attempt = 1;

    Attempts(PgSession session, RunEvents events, Supplier<List<String>> blockers) {
        this.session = session;
        this.events = events;
        this.blockers = blockers;
    }

    int count() {
        return attempt;
    }

    void perform(String step, Operation operation) {
        boolean replay = false;
        while (true) {
            try {
                if (replay) {
                    done.forEach(Operation::run);
                }
                operation.run();
                done.add(operation);
                return;
            } catch (SqlFailure failure) {
                session.rollback();
                if (failure.kind() != SqlFailure.Kind.RETRYABLE) {
                    throw failure;
                }
                List<String> held = blockers.get();
                events.tell(new RunEvent.AttemptFailed(attempt, step, failure.sqlState(), Messages.of(failure), held));
                if (attempt >= MOST) {
                    throw new StepFailure(
                            StepFailure.Kind.DATABASE,
                            "gave up after " + attempt + " attempts, each rolled back whole: " + Messages.of(failure)
                                    + (held.isEmpty() ? "" : " In the way: " + String.join("; ", held) + ".")
                                    + " End those sessions, or stop the application, and run again. Nothing was changed.",
                            failure);
                }
                attempt++;
                replay = true;
            }
        }
    }
}
