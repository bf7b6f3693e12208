package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Tripwire.Mode;
import dev.cleanslate.session.TripwireWish.Act;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tripwire under bad luck: a connection lost at the wrong moment, a name that nobody expects, a seed without end. */
class TripwireFaultsTest {

    private static final String DEMO = "INSERT INTO users (email) VALUES ('user1@example.com')";

    @TempDir
    Path folder;

    private Playground shop() {
        return Playground.shop(TestDatabases.NEWEST, folder);
    }

    @Nested
    class AConnectionLostInCommit {

        @Test
        void beforeTheServerHeardOfItIsToldAsRolledBack() throws IOException {
            Playground shop = shop();

            Spoken done = through(shop, CutProxy.Cut.BEFORE_THE_SERVER_HEARS, Tripped.wish(Mode.REFUSE));

            assertThat(done.exitCode()).isEqualTo(4);
            assertThat(done.err())
                    .contains("The connection was lost during COMMIT", "rolled back. Nothing was changed");
            assertThat(Tripped.said(shop, DEMO)).isEqualTo("passed");
        }

        @Test
        void afterTheServerHeardOfItIsToldAsArmed() throws IOException {
            Playground shop = shop();

            Spoken done = through(shop, CutProxy.Cut.AFTER_THE_SERVER_HEARD, Tripped.wish(Mode.REFUSE));

            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(done.out()).contains("-- Now: mode refuse, armed");
            assertThat(Tripped.said(shop, DEMO)).contains("demo-email");
        }

        @Test
        void ofARemovalIsToldAsRemoved() throws IOException {
            Playground shop = shop();
            Tripped.done(shop, Tripped.wish(Mode.REFUSE));

            Spoken done = through(shop, CutProxy.Cut.AFTER_THE_SERVER_HEARD, Tripped.wish(Act.REMOVE));

            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(done.out()).contains("-- Removed: nothing of the tripwire is left.");
            assertThat(Tripped.said(shop, DEMO)).isEqualTo("passed");
        }

        private Spoken through(Playground shop, CutProxy.Cut cut, TripwireWish wish) throws IOException {
            DatabaseUrl url = DatabaseUrl.parse(shop.database.url(), Map.of());
            try (var proxy = new CutProxy(url.host(), url.port(), cut)) {
                shop.environment.put(
                        "SHOP_URL", shop.database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"));
                return Tripped.done(shop, wish);
            } finally {
                shop.environment.put("SHOP_URL", shop.database.url());
            }
        }
    }

    @Test
    void aNameThatLooksLikeTheEndOfAFunctionIsOnlyAName() {
        String name = "x$tripwire$; DROP TABLE orders; --$tripwire$$quoted_2$'\\''";
        Playground shop = shop().target(", confirm-as: \"" + name.replace("\\", "\\\\") + "\"");

        Spoken done = Tripped.run(shop, Tripped.wish(Mode.REFUSE), Optional.of(name));

        assertThat(done.exitCode()).as(done.err()).isZero();
        SqlFailure refusal = Tripped.of(shop, DEMO).orElseThrow();
        assertThat(refusal.serverMessage()).contains("demo-email");
        assertThat(refusal.hint().orElse("")).endsWith("--execute " + name);
        assertThat(shop.count("orders")).isEqualTo(300);
    }

    @Test
    void aLogThatIsFullLetsRowsInWithoutALineAndSaysSo() {
        Playground shop = shop();
        Tripped.done(shop, Tripped.wish(Mode.LOG));
        String status = Tripped.printed(shop, Tripped.wish(Act.STATUS)).out();
        assertThat(status).doesNotContain("full");
        shop.execute("""
                INSERT INTO cleanslate.tripwire_log (operation, table_name, column_name, detector, masked_value, row_key,
                  session_user_name, application_name)
                SELECT 'INSERT', 'public.users', 'email', 'demo-email', 'u***@e***.com', '{"id": 41}', 'app', 'seeding'
                FROM generate_series(1, 130000)""");

        assertThat(Tripped.said(shop, DEMO)).isEqualTo("passed");

        assertThat(shop.count("cleanslate.tripwire_log")).isEqualTo(130_000);
        assertThat(Tripped.printed(shop, Tripped.wish(Act.STATUS)).out())
                .contains("It is full", "TRUNCATE cleanslate.tripwire_log");

        shop.execute("TRUNCATE cleanslate.tripwire_log");
        assertThat(Tripped.said(shop, DEMO)).isEqualTo("passed");
        assertThat(shop.count("cleanslate.tripwire_log")).isEqualTo(1);
    }

    @Nested
    class TheSuitesOwnDetectors {

        private static final String DETECTORS = """
            scan:
              detectors:
                - { id: house, table: users, where: "email LIKE '%@hausbank-intern.de' AND balance > 5", severity: critical }
                - { id: what-tests-do, columns: { audit: [what] }, regex: "(?i)^probe" }
                - { id: trial-products, columns: { products: [name] }, like: ["%$tripwire$%", "Trial %"] }
                - { id: passed-on, table: orders, where: "EXISTS (SELECT FROM users WHERE id < 0)" }
                - { id: fails, table: orders, where: "1 / (id - id) > 0" }
                - { id: only-a-note, table: orders, where: "id = 1000000", severity: note }
            """;

        private Playground armed(int major, Mode mode) {
            Playground shop = Playground.shop(major, folder).suite(Playground.SUITE + DETECTORS);
            Spoken done = Tripped.done(shop, Tripped.wish(mode));
            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(done.out())
                    .contains("Not part of it: the suite's detector passed-on on orders, since it looks at other rows")
                    .contains("Not part of it: the suite's detector only-a-note on orders, since it is a note")
                    .contains("whole rows (the suite's house)", "what (the suite's what-tests-do)");
            return shop;
        }

        @ParameterizedTest
        @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
        void areAskedOfEveryRowThatIsWritten(int major) {
            Playground shop = armed(major, Mode.REFUSE);

            SqlFailure refusal = Tripped.of(
                            shop, "INSERT INTO users (email, balance) VALUES ('a@hausbank-intern.de', 6)")
                    .orElseThrow();
            assertThat(refusal.serverMessage()).startsWith("tripwire: public.users is given demo or test data (house)");
            assertThat(refusal.constraint()).contains("cleanslate_tripwire");
            assertThat(Tripped.said(shop, "INSERT INTO audit (what) VALUES ('Probe 7')"))
                    .contains("public.audit.what", "(what-tests-do)");
            assertThat(Tripped.said(shop, "INSERT INTO products VALUES (9, 'x$tripwire$y')"))
                    .contains("(trial-products)");
            assertThat(Tripped.said(shop, "INSERT INTO products VALUES (9, 'Trial y')"))
                    .contains("(trial-products)");
            assertThat(Tripped.said(shop, "INSERT INTO products VALUES (9, 'Bread')"))
                    .isEqualTo("passed");
        }

        @Test
        void letInARowOnWhichTheyFailAndOneThatWasLikeThatBefore() {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
            shop.execute("INSERT INTO audit (what) VALUES ('probe 1')");
            shop.suite(Playground.SUITE + DETECTORS);
            Tripped.done(shop, Tripped.wish(Mode.REFUSE));

            assertThat(Tripped.said(shop, "INSERT INTO orders (user_id, product_id) VALUES (1, 1)"))
                    .isEqualTo("passed");
            assertThat(Tripped.said(shop, "UPDATE audit SET what = 'probe 2' WHERE what = 'probe 1'"))
                    .isEqualTo("passed");
            assertThat(Tripped.said(shop, "UPDATE audit SET what = 'probe 3' WHERE what = 'INSERT'"))
                    .contains("(what-tests-do)");
        }

        @Test
        void thatAreSwitchedOffAreNamedByTheirTriggersAndSwitchedOnByWhatIsPrinted() {
            Playground shop = armed(TestDatabases.NEWEST, Mode.REFUSE);
            String own = name(shop, "cleanslate_tripwire_own_[0-9]+");
            String changed = name(shop, "cleanslate_tripwire_own_[0-9]+_changed");
            shop.execute("ALTER TABLE users DISABLE TRIGGER " + own + ", DISABLE TRIGGER " + changed);

            Spoken status = Tripped.printed(shop, Tripped.wish(Act.STATUS));

            String mend = "ALTER TABLE \"public\".\"users\" ENABLE TRIGGER \"%s\", ENABLE TRIGGER \"%s\""
                    .formatted(own, changed);
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out()).contains("SWITCHED OFF there (" + mend + ")");
            shop.execute(mend);
            assertThat(Tripped.printed(shop, Tripped.wish(Act.STATUS)).exitCode())
                    .isZero();
        }

        private static String name(Playground shop, String like) {
            try (PgSession session = shop.database.admin()) {
                return session.query(
                                "SELECT tgname FROM pg_trigger WHERE tgrelid = 'users'::regclass AND tgname ~ ?",
                                "^" + like + "$")
                        .get(0)
                        .word("tgname");
            }
        }

        @Test
        void canBeLeftOutByNameAndGoWithTheRest() {
            Playground shop = armed(TestDatabases.NEWEST, Mode.LOG);
            assertThat(Tripped.said(shop, "INSERT INTO audit (what) VALUES ('probe')"))
                    .isEqualTo("passed");
            assertThat(shop.number("SELECT count(*) FROM cleanslate.tripwire_log WHERE detector = 'what-tests-do'"))
                    .isEqualTo(1);
            assertThat(Tripped.printed(shop, Tripped.wish(Act.STATUS)).out()).contains("audit (whole rows)");

            Spoken without = Tripped.done(
                    shop,
                    new TripwireWish(Act.ARM, Mode.REFUSE, Set.of(), Set.of("what-tests-do", "demo-email"), List.of()));
            assertThat(without.exitCode()).as(without.err()).isZero();
            assertThat(Tripped.said(shop, "INSERT INTO audit (what) VALUES ('probe')"))
                    .isEqualTo("passed");

            Tripped.done(shop, Tripped.wish(Act.REMOVE));
            assertThat(shop.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'cleanslate'"))
                    .isZero();
        }
    }
}
