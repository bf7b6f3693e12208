package dev.cleanslate.run;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.TransactionFate;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The one commit. When the connection is lost in it, a new one asks the server what became of the transaction. */
public final class Commit {

    private static final int QUESTIONS = 20;
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final RunEvents events;
    private final Supplier<PgSession> reconnect;

    public Commit(RunEvents events, Supplier<PgSession> reconnect) {
        this.events = events;
        this.reconnect = reconnect;
    }

    /** Commits, and returns the session to go on with: the given one, or a new one when that was lost. */
    public PgSession of(PgSession session) {
        String transaction = session.transactionId();
        events.tell(new RunEvent.Committing(transaction));
        try {
            session.commit();
            events.tell(new RunEvent.Committed(transaction));
            return session;
        } catch (SqlFailure failure) {
            if (failure.kind() != SqlFailure.Kind.CONNECTION) {
                throw failure;
            }
            return afterwards(transaction, failure);
        }
    }

    private PgSession afterwards(String transaction, SqlFailure lost) {
        events.note(
                "The connection was lost during COMMIT; asking the server what became of transaction " + transaction);
        for (int question = 0; question < QUESTIONS; question++) {
            try {
                PgSession session = reconnect.get();
                TransactionFate fate = session.fateOf(transaction);
                if (fate == TransactionFate.COMMITTED) {
                    events.tell(new RunEvent.Committed(transaction));
                    return session;
                }
                session.close();
                if (fate == TransactionFate.ABORTED) {
                    throw new StepFailure(
                            StepFailure.Kind.DATABASE,
                            "the connection was lost during COMMIT, and the server says that the transaction was rolled"
                                    + " back. Nothing was changed; run again.",
                            lost);
                }
            } catch (SqlFailure unreachable) {
                // Without its message: that says of a connection that nothing was changed, which nobody knows here.
                if (question == 0) {
                    events.note("The server cannot be asked yet (SQLSTATE " + unreachable.sqlState() + ")");
                }
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        throw new StepFailure(
                StepFailure.Kind.AFTER_COMMIT,
                "the commit is in doubt: the connection was lost during COMMIT, and the server could not be asked what"
                        + " became of it. Everything or nothing was committed; on the same server, ask with: select pg_xact_status('"
                        + transaction + "');",
                lost);
    }
}
