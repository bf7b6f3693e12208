package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Tripwire.Mode;
import dev.cleanslate.session.TripwireWish.Act;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
