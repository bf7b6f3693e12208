package dev.cleanslate.run;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the database who else is at work in it. What this role is not allowed to see refuses as well. */
public record DatabaseGates(PgSession session) {

    private static final String OTHERS = """
            FROM pg_catalog.pg_stat_activity
            WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
              AND usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'""";
    private static final String WHO =
            "SELECT pid, usename, coalesce(nullif(application_name, ''), 'unnamed') " + OTHERS;

    /** Queues that live in tables, and which of their rows a worker has taken. */
    private static final Map<String, String> QUEUES = new LinkedHashMap<>();

    static {
        QUEUES.put("solid_queue_claimed_executions", "true");
        QUEUES.put("good_jobs", "performed_at IS NOT NULL AND finished_at IS NULL");
        QUEUES.put("delayed_jobs", "locked_at IS NOT NULL AND failed_at IS NULL");
        QUEUES.put("oban_jobs", "state = 'executing'");
    }

    /** Within a transaction the server would go on showing the sessions as they were at the first look. */
    public DatabaseGates {
        session.query("SELECT pg_catalog.pg_stat_clear_snapshot()::text");
    }

    public void sessionsVisible() {
        List<Row> hidden = session.query(WHO + " AND (state IS NULL OR state = 'disabled') ORDER BY pid");
        if (!hidden.isEmpty()) {
            throw GateRunner.refused(
                    "what these sessions do cannot be seen: " + listed(hidden)
                            + ". GRANT pg_read_all_stats to the role of this run (and leave track_activities on), or end them.");
        }
    }

    public void writable() {
        if (session.query("SELECT pg_catalog.pg_is_in_recovery()").get(0).bool(0)) {
            throw GateRunner.refused("the server is in recovery (a standby): connect to the primary.");
        }
    }

    public void noDump() {
        List<Row> dumps = session.query(WHO + " AND application_name ~ '^pg_(dump|dumpall|restore)' ORDER BY pid");
        if (!dumps.isEmpty()) {
            throw GateRunner.refused("a dump or restore is running: " + listed(dumps) + ". Wait for its end.");
        }
    }

    public void noLongTransaction() {
        List<Row> open = session.query(
                WHO + " AND xact_start < pg_catalog.clock_timestamp() - interval '1 minute' ORDER BY pid");
        if (!open.isEmpty()) {
            throw GateRunner.refused("transactions have been open for more than a minute: " + listed(open)
                    + ". Wait for them, or end these sessions.");
        }
    }

    public void noPreparedTransaction() {
        List<Row> prepared = session.query(
                "SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()");
        if (!prepared.isEmpty()) {
            throw GateRunner.refused("prepared transactions wait for their second phase and hold their locks: "
                    + prepared.stream().map(row -> row.word("gid")).collect(Collectors.joining(", "))
                    + ". COMMIT PREPARED or ROLLBACK PREPARED them.");
        }
    }

    void atMost(int most) {
        List<Row> others = session.query(WHO + " ORDER BY pid");
        if (others.size() > most) {
            throw GateRunner.refused("at most " + Text.count(most, "other session", "other sessions")
                    + " may be connected, and there are " + others.size() + ": " + listed(others)
                    + ". Stop the application first.");
        }
    }

    void nothingQueued() {
        List<String> busy = new ArrayList<>();
        for (Row table : session.query("""
                SELECT c.relname AS name, pg_catalog.format('%I.%I', n.nspname, c.relname) AS sql
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND NOT pg_catalog.pg_is_other_temp_schema(n.oid)
                  AND (c.relname IN ('solid_queue_claimed_executions', 'good_jobs', 'delayed_jobs', 'oban_jobs')
                    OR n.nspname = 'cron' AND c.relname = 'job_run_details')
                ORDER BY 2""")) {
            String sql = table.word("sql");
            String taken = QUEUES.getOrDefault(table.word("name"), "status IN ('starting', 'running')");
            long rows = session.query("SELECT pg_catalog.count(*) FROM " + sql + " WHERE " + taken)
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

    private static String listed(List<Row> sessions) {
        return sessions.stream()
                .map(row -> row.text(2) + " (" + row.text(1) + ", pid " + row.text(0) + ")")
                .collect(Collectors.joining(", "));
    }
}
