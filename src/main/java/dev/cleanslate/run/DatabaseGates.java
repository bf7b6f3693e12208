package dev.cleanslate.run;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the database about itself. Each question is asked in a savepoint, so that one which fails leaves the transaction
 * of the reset as it was.
 */
public record DatabaseGates(PgSession session) {

    /** Queues that live in tables, and which of their rows a worker has taken. */
    private static final Map<String, String> QUEUES = new LinkedHashMap<>();

    static {
        QUEUES.put("solid_queue_claimed_executions", "true");
        QUEUES.put("good_jobs", "performed_at IS NOT NULL AND finished_at IS NULL");
        QUEUES.put("delayed_jobs", "locked_at IS NOT NULL AND failed_at IS NULL");
        QUEUES.put("oban_jobs", "state = 'executing'");
    }

    private static final int SHOWN = 20;

    public void writable() {
        Row row = asked("SELECT pg_catalog.pg_is_in_recovery() AS standby,"
                        + " pg_catalog.current_setting('default_transaction_read_only')::boolean AS read_only")
                .get(0);
        if (row.bool("standby")) {
            throw GateRunner.refused("the server is in recovery (a standby): connect to the primary.");
        }
        if (row.bool("read_only")) {
            throw GateRunner.refused(
                    "default_transaction_read_only is on for this role, database or server. Switch it off:"
                            + " SET default_transaction_read_only = off; or ALTER ROLE … IN DATABASE … SET it.");
        }
    }

    public void encrypted() {
        boolean tls = asked("SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()").stream()
                .anyMatch(row -> row.bool(0));
        if (!tls) {
            throw GateRunner.refused("the target asks for TLS (require-tls), and this connection has none. Add"
                    + " ?sslmode=verify-full to the URL.");
        }
    }

    /** {@code expected}: names of triggers that the suite wants disabled; only these tables are looked at. None are off when this comes back. */
    public int triggersOn(List<String> tables, Set<String> expected) {
        List<Row> off = asked("""
                SELECT t.tgname AS name, con.conname AS constraint_name,
                       pg_catalog.format('%I.%I', n.nspname, c.relname) AS sql, n.nspname || '.' || c.relname AS qualified
                FROM pg_catalog.pg_trigger t
                JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_catalog.pg_constraint con ON con.oid = t.tgconstraint
                WHERE t.tgenabled = 'D' AND t.tgparentid = 0 AND (NOT t.tgisinternal OR con.oid IS NOT NULL)
                ORDER BY 4, 1""").stream()
                .filter(row -> tables.contains(row.word("qualified")) && !expected(row, expected))
                .toList();
        if (off.isEmpty()) {
            return 0;
        }
        String mends =
                off.stream().map(DatabaseGates::mend).distinct().limit(SHOWN).collect(Collectors.joining(" "));
        throw GateRunner.refused("found disabled, and the suite does not expect it: "
                + off.stream()
                        .map(DatabaseGates::trigger)
                        .distinct()
                        .limit(SHOWN)
                        .collect(Collectors.joining(", "))
                + ". Something switched it off and did not finish. Mend: " + mends
                + " Or, if it is meant to be off, say so: checks: - trigger: { name: disabled }.");
    }

    /** A suite names a trigger alone, with its table, or with the schema as well. */
    private static boolean expected(Row row, Set<String> names) {
        String whole = row.word("qualified") + "." + row.word("name");
        return names.stream().anyMatch(name -> whole.equals(name) || whole.endsWith("." + name));
    }

    private static String trigger(Row row) {
        String constraint = row.text("constraint_name");
        return (constraint == null
                        ? "trigger \"" + row.word("name") + "\""
                        : "the check of constraint \"" + constraint + "\"")
                + " on " + row.word("qualified");
    }

    private static String mend(Row row) {
        return "ALTER TABLE " + row.word("sql")
                + (row.text("constraint_name") == null
                        ? " ENABLE TRIGGER \"" + row.word("name").replace("\"", "\"\"") + "\";"
                        : " ENABLE TRIGGER ALL;");
    }

    /** {@code own}: tables that this run holds locked against writers, in which so nobody can be at work. */
    public void nothingQueued(Set<String> own) {
        List<String> busy = new ArrayList<>();
        for (Row table : asked("""
                SELECT c.relname AS name, pg_catalog.format('%I.%I', n.nspname, c.relname) AS sql,
                       n.nspname || '.' || c.relname AS qualified
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
                  AND (c.relname IN ('solid_queue_claimed_executions', 'good_jobs', 'delayed_jobs', 'oban_jobs')
                    OR n.nspname = 'cron' AND c.relname = 'job_run_details')
                ORDER BY 2""")) {
            String taken = QUEUES.getOrDefault(table.word("name"), "status IN ('starting', 'running')");
            if (own.contains(table.word("qualified"))) {
                continue;
            }
            String sql = table.word("sql");
            long rows = asked("SELECT pg_catalog.count(*) FROM " + sql + " WHERE " + taken)
                    .get(0)
                    .number(0);
            if (rows > 0) {
                busy.add(sql + " (" + rows + ")");
            }
        }
        if (!busy.isEmpty()) {
            throw GateRunner.refused("jobs are running: " + String.join(", ", busy)
                    + ". Stop the workers, and wait until what they hold is done.");
        }
    }

    private List<Row> asked(String sql) {
        return Aside.of(session, () -> session.query(sql));
    }
}
