package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionOpenedTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

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
                () -> PgSession.open(DatabaseUrl.parse(wrong, Map.of()), "test").close());

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
