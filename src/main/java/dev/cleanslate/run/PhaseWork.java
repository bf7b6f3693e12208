package dev.cleanslate.run;

import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Work;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the statements of one phase, each under what is left of the phase's time. */
final class PhaseWork {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

    private final PgSession session;
    private final RunEvents events;

    PhaseWork(PgSession session, RunEvents events) {
        this.session = session;
        this.events = events;
    }

    /** {@code sequences} are those of the tables that this phase wipes: a later script may draw from them again. */
    void run(String step, PhasePlan phase, List<QualifiedName> sequences) {
        long started = System.nanoTime();
        setTimeout("lock_timeout", phase.phase().lockTimeout().orElse(LOCK_TIMEOUT));
        for (Work work : phase.work()) {
            phase.phase().timeout().ifPresent(limit -> setTimeout("statement_timeout", left(phase, limit, started)));
            long done = perform(work);
            events.tell(new RunEvent.Progress(step, describe(work), done, (System.nanoTime() - started) / 1_000_000));
        }
        session.execute("SET LOCAL statement_timeout = 0");
        sequences.forEach(sequence -> session.execute("ALTER SEQUENCE " + sequence.sql() + " RESTART"));
    }

    private static Duration left(PhasePlan phase, Duration limit, long started) {
        Duration left = limit.minusNanos(System.nanoTime() - started);
        if (left.toMillis() <= 0) {
            throw new StepFailure(
                    StepFailure.Kind.DATABASE,
                    phase.phase().place() + ": phase \"" + phase.phase().name() + "\" took longer than its timeout of "
                            + limit.toMillis() + " ms. Everything was rolled back; raise timeout: of this phase.");
        }
        return left;
    }

    private void setTimeout(String setting, Duration limit) {
        session.execute("SET LOCAL " + setting + " = " + Math.max(1, limit.toMillis()));
    }

    private long perform(Work work) {
        if (work instanceof Work.Truncate truncate) {
            // TRUNCATE refuses tables with pending trigger events, which deferrable keys leave even when satisfied.
            session.execute("SET CONSTRAINTS ALL IMMEDIATE");
            session.execute(truncate.tables().stream()
                    .map(QualifiedName::sql)
                    .collect(Collectors.joining(", ", "TRUNCATE TABLE ", " CONTINUE IDENTITY RESTRICT")));
            return 0;
        }
        if (work instanceof Work.Delete delete) {
            return session.execute("DELETE FROM " + delete.table().sql()
                    + delete.keep()
                            .map(keep -> " WHERE (" + keep + "\n) IS NOT TRUE")
                            .orElse(""));
        }
        if (work instanceof Work.Update update) {
            return session.execute(sql(update));
        }
        if (work instanceof Work.Defer defer) {
            session.execute(defer.constraints().stream()
                    .map(QualifiedName::sql)
                    .collect(Collectors.joining(", ", "SET CONSTRAINTS ", " DEFERRED")));
            return 0;
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
        return 0;
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
        if (work instanceof Work.Update update) {
            return "UPDATE " + update.table();
        }
        if (work instanceof Work.Defer) {
            return "SET CONSTRAINTS … DEFERRED";
        }
        return ((Work.Script) work).file();
    }
}
