package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PgSessionTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @Nested
    class Opened {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void has_its_settings_pinned_whatever_the_role_has(int major) {
            TestDatabases.Database database = TestDatabases.of(major).create("CREATE SCHEMA own");
            TestDatabases.Role role = database.role("");
            database.run("ALTER ROLE " + role.name() + " SET DateStyle = 'German'; ALTER ROLE " + role.name()
                    + " SET statement_timeout = 5; ALTER ROLE " + role.name() + " SET TimeZone = 'Asia/Tokyo';"
                    + " ALTER ROLE " + role.name() + " SET search_path = own, pg_catalog, public;"
                    + " ALTER ROLE " + role.name() + " SET session_replication_role = origin;"
                    + " ALTER ROLE " + role.name() + " SET synchronous_commit = off");
            try (PgSession session = role.open()) {
                assertThat(session.query("SELECT name || '=' || setting FROM pg_settings WHERE name IN ('DateStyle',"
                                + " 'statement_timeout', 'TimeZone', 'row_security', 'synchronous_commit',"
                                + " 'client_connection_check_interval', 'application_name') ORDER BY lower(name)"))
                        .extracting(row -> row.text(0))
                        .containsExactly(
                                "application_name=test",
                                "client_connection_check_interval=2000",
                                "DateStyle=ISO, MDY",
                                "row_security=off",
                                "statement_timeout=0",
                                "synchronous_commit=on",
                                "TimeZone=UTC");
                assertThat(session.query("SHOW search_path").get(0).text(0)).isEqualTo("own, public");
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void with_a_wrong_password_fails_and_says_neither_that_nor_the_right_one(int major) {
            TestDatabases.Role role = TestDatabases.of(major).create().role("");
            String wrong = role.url().replace("pw-" + role.name(), "geheim");

            SqlFailure failure = catchThrowableOfType(
                    SqlFailure.class,
                    () -> PgSession.open(DatabaseUrl.parse(wrong, Map.of()), "test")
                            .close());

            assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.CONNECTION);
            assertThat(failure.sqlState()).isEqualTo("28P01");
            assertThat(failure).hasMessageContaining("Nothing was changed").hasMessageContaining("password came from");
            assertThat(failure).hasStackTraceContaining("28P01");
            assertThat(stackTrace(failure)).doesNotContain("geheim").doesNotContain("pw-" + role.name());
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void without_a_password_says_where_one_was_looked_for(int major) {
            TestDatabases.Role role = TestDatabases.of(major).create().role("");
            String none = role.url().replace(":pw-" + role.name(), "");
            DatabaseUrl url = DatabaseUrl.parse(none, Map.of("HOME", "/nonexistent"));

            assertThatThrownBy(() -> PgSession.open(url, "test").close())
                    .isInstanceOf(SqlFailure.class)
                    .hasMessageContaining("PGPASSWORD is not set")
                    .hasMessageContaining("there is no password file");
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void goes_on_to_the_next_host_when_one_is_not_there(int major) {
            TestDatabases.Database database = TestDatabases.of(major).create();
            String several = database.url().replace("@127.0.0.1:", "@127.0.0.1:1,127.0.0.1:");

            try (PgSession session = PgSession.open(DatabaseUrl.parse(several, Map.of()), "test")) {
                assertThat(session.query("SELECT current_database()").get(0).text(0))
                        .isEqualTo(database.name());
            }
        }
    }

    @Nested
    class Statements {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void may_have_question_marks_as_operators_unless_values_are_given(int major) {
            try (PgSession session = TestDatabases.of(major).create().admin()) {
                assertThat(session.query("SELECT '{\"a\": 1}'::jsonb ? 'a', '{\"a\": 1}'::jsonb ?| ARRAY['b']")
                                .get(0)
                                .texts())
                        .containsExactly("t", "f");
                assertThat(session.query("SELECT ?::int + 1, ?::text[]", 41, List.of("x", "y"))
                                .get(0)
                                .texts())
                        .containsExactly("42", "{x,y}");
                assertThat(session.execute("DO $$ BEGIN PERFORM '{}'::jsonb ? 'a'; END $$"))
                        .isZero();
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void are_one_where_one_is_asked_for(int major) {
            try (PgSession session =
                    TestDatabases.of(major).create("CREATE TABLE t (a int)").admin()) {
                assertThat(session.execute("INSERT INTO t SELECT generate_series(1, 3);"))
                        .isEqualTo(3);
                assertThat(session.execute("SELECT * FROM t")).isEqualTo(3);
                for (String smuggled : List.of(
                        "DELETE FROM t; DELETE FROM t",
                        "SELECT 1; /* ; */ DROP TABLE t",
                        "SELECT $x$;$x$; DROP TABLE t",
                        "SELECT '\\'; DROP TABLE t --'",
                        "SELECT 1 /* /* */ */; DROP TABLE t",
                        "")) {
                    assertThatThrownBy(() -> session.execute(smuggled))
                            .as(smuggled)
                            .isInstanceOf(SqlFailure.class);
                    assertThat(session.objection(smuggled)).as(smuggled).isPresent();
                }
                assertThat(session.execute("SELECT * FROM t")).isEqualTo(3);
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void may_be_many_in_a_script(int major) {
            try (PgSession session = TestDatabases.of(major).create().admin()) {
                session.script("""
                        CREATE TABLE t (a int);
                        CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); RETURN 1; END $$;
                        CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
                        -- a ; in a comment
                        SELECT f(), g();
                        """);
                assertThat(session.query("SELECT * FROM t")).hasSize(1);
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void are_streamed_with_nothing_left_open(int major) {
            try (PgSession session = TestDatabases.of(major).create().admin()) {
                List<Long> seen = new ArrayList<>();
                session.forEach("SELECT generate_series(1, 5000) AS n", row -> seen.add(row.number("n")));

                assertThat(seen).hasSize(5000).last().isEqualTo(5000L);
                assertThat(session.inTransaction()).isFalse();
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void that_fail_say_what_they_were_and_keep_row_values_apart(int major) {
            TestDatabases.Database database = TestDatabases.of(major)
                    .create(
                            "CREATE TABLE people (email text CONSTRAINT one_mail UNIQUE); INSERT INTO people VALUES ('j@x.y')");
            try (PgSession session = database.admin()) {
                SqlFailure failure = catchThrowableOfType(
                        SqlFailure.class, () -> session.execute("INSERT INTO people VALUES ('j@x.y')"));

                assertThat(failure)
                        .hasMessageStartingWith("INSERT failed: duplicate key")
                        .hasMessageContaining("23505");
                assertThat(failure.kind()).isEqualTo(SqlFailure.Kind.OTHER);
                assertThat(failure.constraint()).contains("one_mail");
                assertThat(failure.table()).contains(new QualifiedName("public", "people"));
                assertThat(failure.detail())
                        .hasValueSatisfying(detail -> assertThat(detail).contains("j@x.y"));
                assertThat(stackTrace(failure)).doesNotContain("j@x.y");
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void are_objected_to_without_being_run(int major) {
            TestDatabases.Database database =
                    TestDatabases.of(major).create("CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x')");
            try (PgSession session = database.admin()) {
                assertThat(session.objection("SELECT * FROM t WHERE a = 1")).isEmpty();
                assertThat(session.objection("DELETE FROM t")).isEmpty();
                assertThat(session.objection("DELETE FROM t WHERE c = 1"))
                        .hasValueSatisfying(said -> assertThat(said)
                                .contains("\"c\" does not exist")
                                .contains("at character 21"));
                assertThat(session.objection("SELECT * FROM t WHERE a = $1")).isPresent();
                assertThat(session.objection("DROP TABLE t")).isPresent();
                session.begin(Isolation.READ_COMMITTED, false);
                session.execute("INSERT INTO t VALUES (2, 'y')");
                assertThat(session.objection("SELECT nix")).isPresent();
                assertThat(session.objection("SELECT 1")).isEmpty();
                session.commit();
                assertThat(session.query("SELECT * FROM t")).hasSize(2);
                assertThat(session.query("SELECT * FROM pg_prepared_statements"))
                        .isEmpty();
            }
        }
    }

    @Nested
    class Transactions {

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
                CompletableFuture<Void> running =
                        CompletableFuture.runAsync(() -> session.execute("SELECT pg_sleep(600)"));
                while (other.query(
                                "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(600)%'"
                                        + " AND pid = " + pid)
                        .isEmpty()) {
                    Thread.onSpinWait();
                }
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

    @Nested
    class Kinds {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void tell_what_to_do(int major) {
            TestDatabases.Database database = TestDatabases.of(major).create("CREATE TABLE t (a int)");
            TestDatabases.Role role = database.role("");
            try (PgSession session = database.admin();
                    PgSession other = database.admin();
                    PgSession stranger = role.open()) {
                session.begin(Isolation.READ_COMMITTED, false);
                session.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
                assertThat(kindOf(other, "SET lock_timeout = '10ms'; SELECT * FROM t"))
                        .isEqualTo(SqlFailure.Kind.RETRYABLE);
                session.rollback();
                assertThat(kindOf(stranger, "SELECT * FROM t")).isEqualTo(SqlFailure.Kind.PRIVILEGE);
                assertThat(kindOf(session, "SELECT * FRM t")).isEqualTo(SqlFailure.Kind.SYNTAX);
                assertThat(kindOf(session, "SET statement_timeout = '10ms'; SELECT pg_sleep(60)"))
                        .isEqualTo(SqlFailure.Kind.CANCELLED);
                session.begin(Isolation.READ_COMMITTED, true);
                assertThat(kindOf(session, "DELETE FROM t")).isEqualTo(SqlFailure.Kind.READ_ONLY);
            }
        }

        private SqlFailure.Kind kindOf(PgSession session, String script) {
            return catchThrowableOfType(SqlFailure.class, () -> session.script(script))
                    .kind();
        }
    }

    @Nested
    class Locks {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void name_who_holds_them_and_no_data(int major) {
            TestDatabases.Database database = TestDatabases.of(major).create("CREATE TABLE \"T.x\" (a text)");
            TestDatabases.Role role = database.role("");
            QualifiedName table = new QualifiedName("public", "T.x");
            try (PgSession holder = database.admin();
                    PgSession other = database.admin();
                    PgSession stranger = role.open()) {
                assertThat(holder.tryAdvisoryLock(-42L)).isTrue();
                assertThat(other.tryAdvisoryLock(-42L)).isFalse();
                assertThat(other.advisoryHolders(-42L)).singleElement().satisfies(held -> {
                    assertThat(held.pid()).isEqualTo(holder.backendPid());
                    assertThat(held.toString()).contains("application \"test\"");
                });
                assertThat(other.advisoryHolders(42L)).isEmpty();

                holder.begin(Isolation.READ_COMMITTED, false);
                holder.execute("/* secret */ INSERT INTO \"T.x\" VALUES ('secret')");
                assertThat(other.blockersOf(List.of(table))).singleElement().satisfies(blocker -> {
                    assertThat(blocker.command()).isEqualTo("INSERT");
                    assertThat(blocker.state()).isEqualTo("idle in transaction");
                    assertThat(blocker.mode()).isEqualTo("RowExclusiveLock");
                    assertThat(blocker.toString()).doesNotContain("secret");
                });
                assertThat(stranger.blockersOf(List.of(table))).singleElement().satisfies(blocker -> {
                    assertThat(blocker.command()).isEqualTo("not visible to this role");
                    assertThat(blocker.state()).isEqualTo("not visible to this role");
                });
                holder.execute("PREPARE TRANSACTION 'half done'");
                assertThat(other.blockersOf(List.of(table))).singleElement().satisfies(blocker -> {
                    assertThat(blocker.pid()).isZero();
                    assertThat(blocker.toString()).contains("prepared transaction half done");
                });
                other.execute("ROLLBACK PREPARED 'half done'");
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void are_not_asked_of_a_pooler_where_there_is_none(int major) {
            try (PgSession session = TestDatabases.of(major).create().admin()) {
                assertThat(session.pooled()).isFalse();
                assertThat(session.poolerHint()).isEmpty();
            }
            assertThat(Pooler.hint(DatabaseUrl.parse("postgresql://a@ep-x-1-pooler.eu.aws.neon.tech/db", Map.of())))
                    .hasValueSatisfying(hint -> assertThat(hint).contains("ep-x-1.eu.aws.neon.tech"));
            assertThat(Pooler.hint(DatabaseUrl.parse("postgresql://a@x.pooler.supabase.com:6543/db", Map.of())))
                    .isPresent();
        }
    }

    private static String stackTrace(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
