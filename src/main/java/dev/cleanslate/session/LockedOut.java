package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.StepFailure;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Even reading the catalog waits for whoever holds a table against everybody; the message has to name that session. */
final class LockedOut {

    private static final String LOCK_TIMEOUT = "55P03";

    private LockedOut() {}

    static <T> T explain(PgSession session, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SqlFailure failure) {
            if (!failure.sqlState().equals(LOCK_TIMEOUT)) {
                throw failure;
            }
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "the catalog could not be read, because another session locks a table against everybody: "
                            + holders(session)
                            + ". Wait for it or end it (select pg_terminate_backend(pid)), then run again. Nothing was"
                            + " changed.",
                    failure);
        }
    }

    private static String holders(PgSession session) {
        return session.query("""
                SELECT DISTINCT l.pid, coalesce(nullif(a.application_name, ''), 'unnamed'), coalesce(a.usename, 'unknown'),
                       l.relation::pg_catalog.regclass::pg_catalog.text
                FROM pg_catalog.pg_locks l
                LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
                JOIN pg_catalog.pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'm', 'v', 'f')
                WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.granted
                  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                ORDER BY 1, 4 LIMIT 20""").stream()
                .map(row -> "pid " + row.text(0) + " (application \"" + row.text(1) + "\", user " + row.text(2)
                        + ") holds " + row.text(3))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), list -> list.isEmpty() ? "it is gone by now" : String.join("; ", list)));
    }
}
