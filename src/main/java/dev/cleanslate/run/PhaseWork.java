package dev.cleanslate.run;

import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.BatchFailure;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Runs the statements of one phase, each under what is left of the phase's time. */
final class PhaseWork {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);
    private static final long FEW_ROWS = 1_000;

    private final PgSession session;
    private final RunEvents events;
    private final ToLongFunction<QualifiedName> rowsAtStart;

    /** {@code rowsAtStart} tells what a TRUNCATE of the table removes, which the server does not say. */
    PhaseWork(PgSession session, RunEvents events, ToLongFunction<QualifiedName> rowsAtStart) {
        this.session = session;
        this.events = events;
        this.rowsAtStart = rowsAtStart;
    }

    /** {@code sequences} are those of the tables that this phase wipes: a later script may draw from them again. */
    void run(String step, PhasePlan phase, List<QualifiedName> sequences) {
        long started = System.nanoTime();
        setTimeout("lock_timeout", phase.phase().lockTimeout().orElse(LOCK_TIMEOUT));
        var few = new ArrayList<Work.Delete>();
        for (Work work : phase.work()) {
            if (work instanceof Work.Delete delete && rowsAtStart.applyAsLong(delete.table()) <= FEW_ROWS) {
                few.add(delete);
                continue;
            }
            together(step, phase, few, started);
            phase.phase().timeout().ifPresent(limit -> setTimeout("statement_timeout", left(phase, limit, started)));
            String what = describe(work);
            events.tell(new RunEvent.Working(step, what));
            OptionalLong rows = within(phase, what, work);
            rows.ifPresent(done ->
                    events.tell(new RunEvent.Progress(step, what, done, (System.nanoTime() - started) / 1_000_000)));
        }
        together(step, phase, few, started);
        session.execute("SET LOCAL statement_timeout = 0");
        session.batch(sequences.stream()
                .map(sequence -> "ALTER SEQUENCE " + sequence.sql() + " RESTART")
                .toList());
    }

    /** Where hardly a row goes the trip to the server is what takes the time, so these make it together. */
    private void together(String step, PhasePlan phase, List<Work.Delete> deletes, long started) {
        if (deletes.isEmpty()) {
            return;
        }
        phase.phase().timeout().ifPresent(limit -> setTimeout("statement_timeout", left(phase, limit, started)));
        String what =
                deletes.size() == 1 ? describe(deletes.get(0)) : "DELETE of few rows in " + deletes.size() + " tables";
        events.tell(new RunEvent.Working(step, what));
        try {
            long rows = session.batch(deletes.stream().map(PhaseWork::sql).toList()).stream()
                    .mapToLong(Long::longValue)
                    .sum();
            events.tell(new RunEvent.Progress(step, what, rows, (System.nanoTime() - started) / 1_000_000));
        } catch (BatchFailure failure) {
            Work work = deletes.get(failure.index());
            throw told(phase, describe(work), work, failure.failure());
        }
        deletes.clear();
    }

    private OptionalLong within(PhasePlan phase, String what, Work work) {
        try {
            return perform(work);
        } catch (SqlFailure failure) {
            throw told(phase, what, work, failure);
        }
    }

    /** What is worth another attempt is told to whoever makes it. */
    private static RuntimeException told(PhasePlan phase, String what, Work work, SqlFailure failure) {
        return failure.kind() == SqlFailure.Kind.RETRYABLE ? failure : PhaseTrouble.of(phase, what, work, failure);
    }

    private static String sql(Work.Delete delete) {
        return "DELETE FROM " + delete.table().sql()
                + delete.keep().map(keep -> " WHERE " + Kept.goes(keep)).orElse("");
    }

    private static Duration left(PhasePlan phase, Duration limit, long started) {
        Duration left = limit.minusNanos(System.nanoTime() - started);
        if (left.toMillis() <= 0) {
            throw PhaseTrouble.tooLong(phase, "between two statements");
        }
        return left;
    }

    private void setTimeout(String setting, Duration limit) {
        session.execute("SET LOCAL " + setting + " = " + Math.max(1, limit.toMillis()));
    }

    private OptionalLong perform(Work work) {
        if (work instanceof Work.Truncate truncate) {
            settle();
            session.execute(truncate.tables().stream()
                    .map(QualifiedName::sql)
                    .collect(Collectors.joining(", ", "TRUNCATE TABLE ", " CONTINUE IDENTITY RESTRICT")));
            return OptionalLong.of(
                    truncate.tables().stream().mapToLong(rowsAtStart).sum());
        }
        if (work instanceof Work.Delete delete) {
            return OptionalLong.of(session.execute(sql(delete)));
        }
        if (work instanceof Work.Survivors survivors) {
            settle();
            long stayed = Survivors.outAndBack(session, survivors);
            return OptionalLong.of(Math.max(0, rowsAtStart.applyAsLong(survivors.table()) - stayed));
        }
        if (work instanceof Work.Free free) {
            return OptionalLong.of(session.execute(sql(free)));
        }
        if (work instanceof Work.Update update) {
            return OptionalLong.of(session.execute(sql(update)));
        }
        if (work instanceof Work.Defer defer) {
            session.execute(defer.constraints().stream()
                    .map(QualifiedName::sql)
                    .collect(Collectors.joining(", ", "SET CONSTRAINTS ", " DEFERRED")));
            return OptionalLong.empty();
        }
        Work.Script script = (Work.Script) work;
        String transaction = session.transactionId();
        session.script(script.text());
        if (!session.inTransaction() || !session.transactionId().equals(transaction)) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    script.file() + " ended the transaction it runs in. What it did before may be committed: "
                            + "compare with the backup. Scripts may hold no transaction control.");
        }
        requireKeysOn(script);
        return OptionalLong.empty();
    }

    /** What stands in a script as it is is refused when the suite is read; set_config and the like show only here. */
    private void requireKeysOn(Work.Script script) {
        String role = session.query("SELECT pg_catalog.current_setting('session_replication_role')")
                .get(0)
                .word("current_setting");
        if (!role.equals("origin")) {
            throw new StepFailure(
                    StepFailure.Kind.CHECK,
                    script.file() + " has set session_replication_role to " + role
                            + ", which switches foreign keys and triggers off, so that rows could point nowhere. List triggers"
                            + " under triggers: disable instead. Everything is rolled back.");
        }
    }

    private static String sql(Work.Free free) {
        String sets = free.columns().stream()
                .map(column -> QualifiedName.quote(column) + " = NULL")
                .collect(Collectors.joining(", "));
        String held = free.columns().stream()
                .map(column -> QualifiedName.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "UPDATE " + free.table().sql() + " SET " + sets + " WHERE " + held
                + free.keep().map(keep -> " AND " + Kept.goes(keep)).orElse("");
    }

    /** TRUNCATE refuses tables with pending trigger events, which deferrable keys leave even when satisfied. */
    private void settle() {
        session.execute("SET CONSTRAINTS ALL IMMEDIATE");
        lateAgain();
    }

    /** For the scripts to come, which may lean on constraints that are INITIALLY DEFERRED. */
    private void lateAgain() {
        List<QualifiedName> late = session.query("""
                        SELECT n.nspname, c.conname FROM pg_catalog.pg_constraint c
                        JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
                        WHERE c.condeferred AND c.conparentid = 0 ORDER BY 1, 2""").stream()
                .map(row -> new QualifiedName(row.word("nspname"), row.word("conname")))
                .distinct()
                .toList();
        if (!late.isEmpty()) {
            session.execute(late.stream()
                    .map(QualifiedName::sql)
                    .collect(Collectors.joining(", ", "SET CONSTRAINTS ", " DEFERRED")));
        }
    }

    private static String sql(Work.Update update) {
        String sets = update.assignments().stream()
                .map(a -> QualifiedName.quote(a.column()) + " = " + a.valueSql())
                .collect(Collectors.joining(", "));
        return "UPDATE " + update.table().sql() + " SET " + sets
                + update.where().map(where -> " WHERE (" + where + "\n)").orElse("");
    }

    private static String describe(Work work) {
        if (work instanceof Work.Truncate truncate) {
            return "TRUNCATE "
                    + truncate.tables().stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
        }
        if (work instanceof Work.Delete delete) {
            return "DELETE " + delete.table();
        }
        if (work instanceof Work.Survivors survivors) {
            return "TRUNCATE " + survivors.table() + " but for the rows that stay";
        }
        if (work instanceof Work.Free free) {
            return "UPDATE " + free.table();
        }
        if (work instanceof Work.Update update) {
            return "UPDATE " + update.table();
        }
        if (work instanceof Work.Defer) {
            return "SET CONSTRAINTS … DEFERRED";
        }
        return ((Work.Script) work).file();
    }
}
