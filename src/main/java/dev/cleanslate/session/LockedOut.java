package dev.cleanslate.session;

import dev.cleanslate.postgres.Glance;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Even reading the catalog waits for whoever holds a table against everybody; the message has to name that session. */
final class LockedOut {

    private static final String LOCK_TIMEOUT = "55P03";

    /** For a session that only looks: it goes around what is locked rather than wait. */
    static final String IMPATIENT = "SET lock_timeout = '2s'";

    private LockedOut() {}

    static boolean is(SqlFailure failure) {
        return failure.sqlState().equals(LOCK_TIMEOUT);
    }

    /** Of a plan that was made all the same. */
    static List<String> warnings(Map<QualifiedName, String> locked) {
        return locked.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "\"" + entry.getKey() + "\" is locked against everybody by " + entry.getValue()
                        + ": its definitions could not be read, so the schema's fingerprint is not the one a reset finds,"
                        + " and a reset waits for that session no longer than its lock timeout.")
                .toList();
    }

    static String sentence(Glance glance) {
        return glance.locked().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "\"" + entry.getKey() + "\" is locked against everybody by " + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    static <T> T explain(PgSession session, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SqlFailure failure) {
            if (!is(failure)) {
                throw failure;
            }
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    "the database could not be looked at, because another session locks what would be read: "
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
                JOIN pg_catalog.pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'm', 'v', 'f', 'S')
                WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_catalog.pg_backend_pid()
                  AND (l.mode = 'AccessExclusiveLock'
                       -- How far a sequence is can be asked only where nobody keeps writers from it, as a reset does.
                       OR c.relkind = 'S' AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock'))
                  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
                ORDER BY 1, 4 LIMIT 20""").stream()
                .map(row -> "pid " + row.text(0) + " (application \"" + row.text(1) + "\", user " + row.text(2)
                        + ") holds " + row.text(3))
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), list -> list.isEmpty() ? "it is gone by now" : String.join("; ", list)));
    }
}
