package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.time.Duration;

/** A table locked by another session, so that a dump stands still for as long as a test wants it to. */
record HeldTable(PgSession session, PgSession watcher) implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String WAITING = "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'pg_dump'"
            + " AND wait_event_type = 'Lock' AND datname = current_database()";
    private static final String DUMPING = "SELECT count(*) > 0 FROM pg_stat_activity"
            + " WHERE application_name = 'pg_dump' AND datname = current_database()";

    static HeldTable of(TestDatabases.Database database, String table) {
        PgSession session = database.admin();
        session.begin(Isolation.READ_COMMITTED, false);
        session.execute("LOCK TABLE " + table);
        return new HeldTable(session, database.admin());
    }

    void awaitDump() {
        Await.until(
                "pg_dump to wait for the table",
                LIMIT,
                () -> watcher.query(WAITING).get(0).bool(0));
    }

    void awaitNoDump() {
        Await.until(
                "pg_dump to be gone from the server",
                LIMIT,
                () -> !watcher.query(DUMPING).get(0).bool(0));
    }

    void release() {
        session.rollback();
    }

    @Override
    public void close() {
        session.close();
        watcher.close();
    }
}
