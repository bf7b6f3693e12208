package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionLocksTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

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
