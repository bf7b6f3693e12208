package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.rehearsal.Origin.Extension;
import dev.cleanslate.suite.Target.Rehearsal.On;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two servers: the target's, and the one that the user names. */
class ExternalTest {

    private static final int MAJOR = 18;
    private static final String TABLES = "CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1)";

    private static TestDatabases.Database target;
    private static Throwaway other;

    @BeforeAll
    static void twoServers() {
        NeedsBinaries.of(MAJOR);
        target = TestDatabases.of(MAJOR).create(TABLES);
        other = Wishes.of(MAJOR).on(On.EMBEDDED).named("theirs").start();
    }

    @AfterAll
    static void gone() {
        if (other != null) {
            other.close();
        }
    }

    @Nested
    class AServerThatIsNamed {

        @Test
        void gets_a_database_of_ours_and_keeps_nothing_of_it() {
            try (Throwaway throwaway = wish().start()) {
                assertThat(throwaway.on()).isEqualTo("external");
                assertThat(throwaway.holdsData()).isFalse();
                assertThat(throwaway.url().database()).isEqualTo("gym copy");
                assertThat(throwaway.why()).contains("in a database of its own, as the target asks");
                assertThat(throwaway.hint()).startsWith("psql -h 127.0.0.1").doesNotContain("PGPASSFILE");
                assertThat(databases()).contains("gym copy");
            }
            assertThat(databases()).doesNotContain("gym copy").contains("theirs");
        }

        @Test
        void is_rid_of_what_a_killed_run_left_but_not_of_what_another_one_uses() {
            try (PgSession session = PgSession.open(other.url(), "test")) {
                session.execute("CREATE DATABASE abandoned");
                session.execute("COMMENT ON DATABASE abandoned IS '" + GuestDatabase.MARK + "'");
            }
            try (Throwaway first = wish().named("first").start();
                    Throwaway second = wish().named("second").start()) {
                assertThat(databases())
                        .contains(first.url().database(), second.url().database())
                        .doesNotContain("abandoned");
            }
        }

        @Test
        void without_an_extension_of_the_target_is_refused_by_name() {
            assertThatThrownBy(() ->
                            wish().needing(new Extension("postgis", "3.4.0")).start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll("postgis 3.4.0", "no database was touched");
            assertThat(databases()).doesNotContain("gym copy");
        }

        @Test
        void of_another_version_is_refused() {
            assertThatThrownBy(() -> new Wishes(
                                    new Origin(17, Wishes.PLAIN, List.of()),
                                    wish().said(),
                                    "x",
                                    wish().source(),
                                    wish().external())
                            .start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("is of version 18, and the target of version 17");
        }

        @Test
        void that_does_not_answer_is_refused_without_a_password() {
            assertThatThrownBy(() -> wish().at(url("postgresql://me:hidden@127.0.0.1:1/x"))
                            .start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("cannot connect to postgresql://me@127.0.0.1:1/x")
                    .hasMessageNotContaining("hidden");
        }
    }

    @Nested
    class ADatabaseThatHoldsACopy {

        @Test
        void is_taken_as_it_is_and_left_there() {
            DatabaseUrl branch = branch("branch", TABLES);
            try (Throwaway throwaway = wish().at(branch).holdingData().start()) {
                assertThat(throwaway.holdsData()).isTrue();
                assertThat(throwaway.url().database()).isEqualTo("branch");
            }
            assertThat(databases()).contains("branch");
        }

        @Test
        void without_a_table_is_refused() {
            DatabaseUrl branch = branch("vacant", "SELECT 1");
            assertThatThrownBy(() -> wish().at(branch).holdingData().start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("holds no table");
        }

        @Test
        void that_is_marked_as_an_original_is_refused() {
            DatabaseUrl branch = branch("original", TABLES);
            try (PgSession session = PgSession.open(branch, "test")) {
                Marker.ofThis(session, "shop-prod").write(session);
            }
            assertThatThrownBy(() -> wish().at(branch).holdingData().start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("is marked as the original of \"shop-prod\"");
        }

        private DatabaseUrl branch(String name, String script) {
            try (PgSession session = PgSession.open(other.url(), "test")) {
                session.execute("CREATE DATABASE " + name);
            }
            DatabaseUrl url = other.url().withDatabase(name);
            try (PgSession session = PgSession.open(url, "test")) {
                session.script(script);
            }
            return url;
        }
    }

    @Nested
    class TheTargetItself {

        @Test
        void is_refused_under_another_name_of_its_host() {
            DatabaseUrl again = url(target.url().replace("127.0.0.1", "localhost"));
            assertThatThrownBy(() -> wish().at(again).holdingData().start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContaining("is the target itself, under whatever address");
        }

        @Test
        void is_refused_for_another_database_of_its_server() {
            DatabaseUrl beside = url(TestDatabases.of(MAJOR).create(TABLES).url());
            assertThatThrownBy(() -> wish().at(beside).start())
                    .isInstanceOf(ServerUnavailableException.class)
                    .hasMessageContainingAll("stands on the target's own server", "on: clone");
        }
    }

    @Nested
    class AClone {

        @Test
        void holds_the_data_of_the_target_and_is_gone_after_close() {
            var source = TestDatabases.of(MAJOR).create(TABLES);
            String name = source.name() + "_rehearsal";
            try (Throwaway throwaway = Wishes.of(MAJOR)
                    .on(On.CLONE)
                    .from(url(source.url()))
                    .named(name)
                    .start()) {
                assertThat(throwaway.on()).isEqualTo("clone");
                assertThat(throwaway.holdsData()).isTrue();
                try (PgSession session = PgSession.open(throwaway.url(), "test")) {
                    assertThat(session.query("SELECT count(*) FROM orders")
                                    .get(0)
                                    .number(0))
                            .isEqualTo(1);
                }
            }
            try (PgSession session = source.admin()) {
                assertThat(session.query("SELECT FROM pg_database WHERE datname = ?", name))
                        .isEmpty();
            }
        }
    }

    private static Wishes wish() {
        return Wishes.of(MAJOR).on(On.EXTERNAL).from(url(target.url())).at(other.url());
    }

    private static DatabaseUrl url(String text) {
        return DatabaseUrl.parse(text, Map.of());
    }

    private static List<String> databases() {
        try (PgSession session = PgSession.open(other.url(), "test")) {
            return session.query("SELECT datname FROM pg_database").stream()
                    .map(row -> String.valueOf(row.text(0)))
                    .toList();
        }
    }
}
