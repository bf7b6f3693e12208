package dev.cleanslate.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one session is at, as its server tells others: how far a statement has come, where the server counts that, and for
 * whom it waits. Empty where nothing is told.
 */
public record Activity(int pid, String work, Optional<String> waits) {

    private static final String SQL = SqlResource.read("activity.sql");

    /** Of these processes, and of this role's sessions of these names in this database; only those at work. */
    public static List<Activity> of(PgSession session, List<String> pids, List<String> applications) {
        return session.query(SQL, pids, applications).stream()
                .map(row -> new Activity(Math.toIntExact(row.number("pid")), work(row), wait(row)))
                .toList();
    }

    private static String work(Row row) {
        String command = row.text("command");
        if (command == null) {
            return row.word("wait_event").startsWith("Lock ") ? "" : row.word("wait_event");
        }
        StringBuilder work = new StringBuilder(command);
        append(work, " ", row.text("relation"));
        append(work, ": ", row.text("phase"));
        if (row.text("percent") != null) {
            append(work, ", ", row.number("percent") + " %");
        }
        if (row.text("row_count") != null) {
            append(work, ": ", String.format(Locale.ROOT, "%,d rows", row.number("row_count")));
        }
        if (row.text("bytes") != null) {
            append(work, ", ", String.format(Locale.ROOT, "%,.1f MB", row.number("bytes") / 1e6));
        }
        return work.toString();
    }

    private static void append(StringBuilder text, String before, @org.jspecify.annotations.Nullable String what) {
        if (what != null && !what.isEmpty()) {
            text.append(before).append(what);
        }
    }

    /** Of a blocker's statement the first word and no more, since the rest may hold data. */
    private static Optional<String> wait(Row row) {
        if (row.text("mode") == null) {
            return Optional.empty();
        }
        String object = row.text("object");
        StringBuilder wait = new StringBuilder("waits for ")
                .append(object == null ? "a row or transaction" : row.word("mode") + " on " + object);
        if (row.text("blocker") == null) {
            return Optional.of(wait.append(", whose holder is gone by now").toString());
        }
        long pid = row.number("blocker");
        if (pid == 0) {
            wait.append(", held by a prepared transaction (see pg_prepared_xacts)");
        } else {
            wait.append(", held by process ").append(pid);
            append(wait, " (application ", row.text("blocker_application"));
            wait.append(row.word("blocker_application").isEmpty() ? "" : ")");
            append(wait, " of user ", row.text("blocker_user"));
            append(wait, ", ", row.text("blocker_state"));
            append(wait, " since ", row.text("blocker_since"));
            String query = row.text("blocker_query");
            append(wait, ", last command ", query == null ? null : Statements.command(query));
            wait.append("; to end it: select pg_terminate_backend(").append(pid).append(')');
        }
        if (row.number("blockers") > 1) {
            wait.append(" and ").append(row.number("blockers") - 1).append(" more");
        }
        return Optional.of(wait.toString());
    }
}
