package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trouble in mid-run: whatever happens, the database is wholly before or wholly after, and the record says which. */
class TroubleTest {

    @TempDir
    Path folder;

    private Playground shop() {
        return Playground.shop(TestDatabases.NEWEST, folder);
    }

    private Playground withScript(Playground shop, String sql) {
        return shop.file("shop/trouble.sql", sql)
                .suite(Playground.SUITE.replace("checks:", "  - name: Trouble\n    sql: trouble.sql\nchecks:"));
    }

    @Test
    void aBackendKilledInMidRunRollsBack() {
        Playground shop = shop();
        String before = shop.state();

        Ran ran = withScript(shop, "SELECT pg_terminate_backend(pg_backend_pid());")
                .reset();

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.outcome()).isEqualTo("error");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void aFullDiskInMidRunRollsBack() throws Exception {
        var mounted = SmallDisk.mount(4);
        Needs.that(mounted.isPresent(), "mounting a small disk needs root, with the right to mount");
        try (SmallDisk disk = mounted.get()) {
            Playground shop = shop();
            shop.execute("COPY (SELECT 1 LIMIT 0) TO PROGRAM 'mkdir -m 700 " + disk.folder() + "/space'");
            shop.execute("CREATE TABLESPACE small LOCATION '" + disk.folder() + "/space'");
            shop.execute("CREATE TABLE bulk (id int, filler text) TABLESPACE small");
            String before = shop.state();

            Ran ran = shop.file(
                            "shop/trouble.sql",
                            "INSERT INTO bulk SELECT g, repeat('x', 1000) FROM generate_series(1, 20000) g;")
                    .suite(Playground.SUITE
                            .replace("protect: [products]", "protect: [products]\nignore: [bulk]")
                            .replace("checks:", "  - name: Trouble\n    sql: trouble.sql\nchecks:"))
                    .reset();

            assertThat(ran.exitCode()).isEqualTo(4);
            assertThat(ran.messages()).contains("No space left on device");
            assertThat(shop.state()).isEqualTo(before);
            shop.execute("DROP TABLE bulk");
            try (PgSession session = shop.database.admin()) {
                session.execute("DROP TABLESPACE small");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN RAISE EXCEPTION 'nothing was planted'; END $$;",
                "SELECT planted();",
                "DO $$ BEGIN PERFORM planted(); END $$;",
                "DO $$ BEGIN ASSERT false, 'nothing was planted'; END $$;",
            })
    void whatAScriptOrAFunctionItCallsRaisesIsAFailedStep(String script) {
        Playground shop = shop();
        shop.execute("CREATE FUNCTION planted() RETURNS void LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'nothing was planted'; END $$");
        String before = shop.state();

        Ran ran = withScript(shop, script).reset();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.outcome()).isEqualTo("failed");
        assertThat(ran.messages()).contains("phase \"Trouble\" failed at", "nothing was planted", "rolled back");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void whatGoesWrongWithinAFunctionByItselfIsAnErrorOfTheDatabase() {
        Playground shop = shop();
        shop.execute("CREATE FUNCTION half() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1 / 0; END $$");

        Ran ran = withScript(shop, "SELECT half();").reset();

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.messages()).contains("in function half");
    }

    @Test
    void aPhaseThatTakesTooLongRollsBack() {
        Playground shop = shop();
        String before = shop.state();

        Ran ran = shop.file("shop/trouble.sql", "SELECT pg_sleep(30);")
                .suite(Playground.SUITE.replace(
                        "checks:", "  - name: Trouble\n    sql: trouble.sql\n    timeout: 300ms\nchecks:"))
                .reset();

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.messages()).contains("timeout");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void aSerializationFailureIsTriedAgainFromTheStartOfTheTransaction() {
        Playground shop = shop();
        shop.execute("CREATE SEQUENCE attempts");

        Ran ran = withScript(
                        shop,
                        "DO $$ BEGIN IF nextval('attempts') < 3 THEN"
                                + " RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END IF; END $$;")
                .reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.record().get("attempts").toString()).contains("3");
        assertThat(ran.removed("orders")).isEqualTo(300);
    }

    @Test
    void aConnectionLostBeforeTheServerHeardOfTheCommitIsReportedAsRolledBack() throws IOException {
        Playground shop = shop();
        String before = shop.state();

        Ran ran = through(shop, CutProxy.Cut.BEFORE_THE_SERVER_HEARS);

        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.messages()).contains("rolled back");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void aConnectionLostAfterTheServerHeardOfTheCommitIsReportedAsCommitted() throws IOException {
        Playground shop = shop();

        Ran ran = through(shop, CutProxy.Cut.AFTER_THE_SERVER_HEARD);

        assertThat(ran.messages()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.committed()).isTrue();
        assertThat(shop.count("users")).isZero();
    }

    private static Ran through(Playground shop, CutProxy.Cut cut) throws IOException {
        DatabaseUrl url = DatabaseUrl.parse(shop.database.url(), Map.of());
        try (var proxy = new CutProxy(url.host(), url.port(), cut)) {
            shop.environment.put(
                    "SHOP_URL", shop.database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"));
            return shop.reset();
        }
    }
}
