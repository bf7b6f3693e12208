package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqlFailureTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

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
