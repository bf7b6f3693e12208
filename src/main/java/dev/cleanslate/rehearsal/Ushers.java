package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ends the sessions of a database for as long as a rename waits for them: it keeps new ones out while it waits, but who
 * slipped in right before it would be let stay.
 */
final class Ushers implements AutoCloseable {

    static final Ushers NONE = new Ushers(null);
    private static final Duration TURN = Duration.ofMillis(100);

    private final @Nullable Thread thread;
    private volatile boolean over;

    private Ushers(@Nullable Thread thread) {
        this.thread = thread;
    }

    static Ushers at(DatabaseUrl maintenance, String database) {
        var work = new Ushers[1];
        var thread = new Thread(() -> work[0].usher(maintenance, database), "cleanslate-ushers");
        thread.setDaemon(true);
        var ushers = new Ushers(thread);
        work[0] = ushers;
        thread.start();
        return ushers;
    }

    /** But for those of Cleanslate itself: another run has its own right to be waited for. */
    static void end(PgSession session, String database) {
        session.query(
                "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
                        + " WHERE datname = ? AND pid <> pg_catalog.pg_backend_pid()"
                        + " AND application_name NOT LIKE 'cleanslate %'"
                        + " AND backend_type IN ('client backend', 'logical replication worker')",
                database);
    }

    private void usher(DatabaseUrl maintenance, String database) {
        try (PgSession session = PgSession.open(maintenance, "cleanslate restore")) {
            while (!over) {
                end(session, database);
                LockSupport.parkNanos(TURN.toNanos());
            }
        } catch (SqlFailure mayNot) {
            // Then the rename says who is still there.
            over = true;
        }
    }

    @Override
    public void close() {
        over = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }
}
