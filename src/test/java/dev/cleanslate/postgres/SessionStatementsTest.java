package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionStatementsTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

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
                assertThatThrownBy(() -> session.execute(smuggled)).as(smuggled).isInstanceOf(SqlFailure.class);
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
                    .hasValueSatisfying(said ->
                            assertThat(said).contains("\"c\" does not exist").contains("at character 21"));
            assertThat(session.objection("SELECT * FROM t WHERE a = $1")).isPresent();
            assertThat(session.objection("DROP TABLE t")).isPresent();
            session.begin(Isolation.READ_COMMITTED, false);
            session.execute("INSERT INTO t VALUES (2, 'y')");
            assertThat(session.objection("SELECT nix")).isPresent();
            assertThat(session.objection("SELECT 1")).isEmpty();
            session.commit();
            assertThat(session.query("SELECT * FROM t")).hasSize(2);
            assertThat(session.query("SELECT * FROM pg_prepared_statements")).isEmpty();
        }
    }
}
