package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionTransactionsTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void take_no_snapshot_before_their_first_statement(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create("CREATE TABLE t (a int)");
        try (PgSession session = database.admin();
                PgSession other = database.admin()) {
            session.begin(Isolation.REPEATABLE_READ, false);
            session.execute("LOCK TABLE t IN SHARE MODE NOWAIT");
            session.execute("LOCK TABLE t IN ACCESS SHARE MODE");
            other.execute("CREATE TABLE u AS SELECT 1 AS a");
            assertThat(session.query("SELECT * FROM u")).hasSize(1);
            session.rollback();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void that_a_statement_made_fail_roll_back_and_the_session_goes_on(int major) {
        try (PgSession session =
                TestDatabases.of(major).create("CREATE TABLE t (a int)").admin()) {
            session.begin(Isolation.READ_COMMITTED, false);
            session.execute("INSERT INTO t VALUES (1)");
            assertThatThrownBy(() -> session.query("SELECT nix")).isInstanceOf(SqlFailure.class);
            assertThat(session.inTransaction()).isTrue();
            assertThatThrownBy(session::commit).isInstanceOf(SqlFailure.class);
            assertThat(session.inTransaction()).isFalse();
            assertThat(session.broken()).isFalse();
            assertThat(session.query("SELECT * FROM t")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void keep_what_they_said_when_asked_after_the_commit(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create("CREATE TABLE t (a int)");
        try (PgSession session = database.admin();
                PgSession other = database.admin()) {
            session.begin(Isolation.READ_COMMITTED, false);
            session.execute("INSERT INTO t VALUES (1)");
            String id = session.transactionId();
            assertThat(other.fateOf(id)).isEqualTo(TransactionFate.IN_PROGRESS);
            session.commit();
            assertThat(other.fateOf(id)).isEqualTo(TransactionFate.COMMITTED);
            session.begin(Isolation.READ_COMMITTED, false);
            String second = session.transactionId();
            session.rollback();
            assertThat(other.fateOf(second)).isEqualTo(TransactionFate.ABORTED);
            assertThat(other.fateOf("900000000000")).isEqualTo(TransactionFate.UNKNOWN);
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void of_a_killed_backend_are_a_lost_connection(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create("CREATE TABLE t (a int)");
        try (PgSession session = database.admin();
                PgSession other = database.admin()) {
            session.begin(Isolation.READ_COMMITTED, false);
            session.execute("INSERT INTO t VALUES (1)");
            String id = session.transactionId();
            other.query("SELECT pg_terminate_backend(" + session.backendPid() + ", 5000)");

            SqlFailure failure = catchThrowableOfType(SqlFailure.class, session::commit);

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.CONNECTION);
            assertThat(session.broken()).isTrue();
            assertThat(session.inTransaction()).isFalse();
            session.rollback();
            assertThat(other.fateOf(id)).isEqualTo(TransactionFate.ABORTED);
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void stop_at_a_cancel_from_another_thread(int major) throws Exception {
        TestDatabases.Database database = TestDatabases.of(major).create();
        try (PgSession session = database.admin();
                PgSession other = database.admin()) {
            int pid = session.backendPid();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> session.execute("SELECT pg_sleep(600)"));
            Await.until(
                    "the statement to run",
                    Duration.ofMinutes(1),
                    () -> !other.query(
                                    "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(600)%'"
                                            + " AND pid = " + pid)
                            .isEmpty());
            session.cancel();

            assertThatThrownBy(running::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            SqlFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.CANCELLED));
            assertThat(session.query("SELECT 1")).hasSize(1);
        }
    }
}
