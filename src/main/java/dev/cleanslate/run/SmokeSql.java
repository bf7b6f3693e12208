package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Check.Kind.Asserts;
import dev.cleanslate.suite.Smoke;
import dev.cleanslate.suite.SqlText;
import dev.cleanslate.suite.StatementSpan;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries the database out, in a transaction of its own that may write and is always rolled back. */
final class SmokeSql {

    private static final String NO_RESULT = "02000";

    private final PgSession session;
    private final Plan plan;
    private final Catalog catalog;

    SmokeSql(PgSession session, Plan plan, Catalog catalog) {
        this.session = session;
        this.plan = plan;
        this.catalog = catalog;
    }

    Optional<String> script(String text, Smoke.Kind.Sql sql, Consumer<Reading> told) {
        return rolledBack(() -> {
            try {
                return ran(text, sql, told);
            } catch (SqlFailure failure) {
                if (failure.kind() == SqlFailure.Kind.CONNECTION) {
                    throw failure;
                }
                return Optional.of(
                        failure.sqlState().equals(NO_RESULT)
                                ? "its last statement gives no rows, so nothing can be held against \"expect\"."
                                : Messages.of(failure) + ".");
            }
        });
    }

    /** A method of a suite class. */
    void asserts(Check check, Consumer<Reading> told) {
        rolledBack(() -> {
            new Assertions(session, plan, catalog)
                    .hold(check, (Asserts) check.kind(), readings -> readings.forEach(told));
            return Optional.empty();
        });
    }

    private Optional<String> ran(String text, Smoke.Kind.Sql sql, Consumer<Reading> told) {
        String transaction = session.transactionId();
        List<StatementSpan> statements = SqlText.statements(text);
        Optional<String> objection = Optional.empty();
        if (sql.expect().isEmpty() || statements.isEmpty()) {
            session.script(text);
        } else {
            StatementSpan last = statements.get(statements.size() - 1);
            if (statements.size() > 1) {
                session.script(text.substring(0, last.start()));
            }
            List<Row> rows = session.query(last.text());
            told.accept(Expected.reading(
                    sql.expect().get(), rows.stream().map(Expected::texts).toList(), rows.size()));
            objection = Expected.objection(sql.expect().get(), rows);
        }
        if (!session.inTransaction() || !session.transactionId().equals(transaction)) {
            return Optional.of("it ended the transaction it runs in, so what it did is not rolled back."
                    + " Scripts may hold no transaction control.");
        }
        // What is checked at a commit only must hold too, although there will be none.
        session.execute("SET CONSTRAINTS ALL IMMEDIATE");
        return objection;
    }

    private Optional<String> rolledBack(Attempt attempt) {
        session.begin(Isolation.READ_COMMITTED, false);
        try {
            session.execute("SET LOCAL lock_timeout = '10s'");
            session.execute("SET LOCAL statement_timeout = '60s'");
            return attempt.run();
        } finally {
            session.rollback();
        }
    }

    @FunctionalInterface
    private interface Attempt {
        Optional<String> run();
    }
}
