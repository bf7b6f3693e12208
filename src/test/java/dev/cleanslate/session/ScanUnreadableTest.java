package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.session.Invocation.ScanWish;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables, columns and shapes that a scan cannot read, or that one might think it cannot: named, counted, and the rest goes on. */
class ScanUnreadableTest {

    private static final String DEMO =
            "INSERT INTO users SELECT g, 'a' || g || '@shop.test' FROM generate_series(1, 30) g;";
    private static final String USERS = "CREATE TABLE users (id int PRIMARY KEY, email text);" + DEMO;

    @TempDir
    Path folder;

    private Playground database(String... scripts) {
        return new Playground(TestDatabases.of(TestDatabases.NEWEST).create(scripts), folder);
    }

    @Test
    void aTableOfWhichOnlyColumnsWereGrantedIsNamedWithThem() {
        Playground shop = database(USERS, "CREATE TABLE half (id int PRIMARY KEY, email text, salary int)");
        var role = shop.database.role("");
        shop.execute("GRANT SELECT ON users TO " + role.name());
        shop.execute("GRANT SELECT (id, email) ON half TO " + role.name());

        Scanned scanned = Scanned.of(shop, role.url(), ScanWish.USUAL);

        assertThat(scanned.unread())
                .isEqualTo(
                        "half.: this role may read only some columns of it, id, email (grant SELECT on the whole table)");
        assertThat(scanned.found()).contains("critical demo-email users.email 30");
        assertThat(scanned.exitCode()).isEqualTo(1);
    }

    @Test
    void aDatabaseWithoutATableIsNotCalledClean() {
        Scanned scanned = Scanned.of(database("CREATE VIEW one AS SELECT 1"));

        assertThat(scanned.exitCode()).isEqualTo(4);
        assertThat(scanned.ran().messages()).contains("no table was looked at", "Is it the right database?");
    }

    @Test
    void aSchemaThatMayNotBeEntered() {
        Playground shop = database(USERS, "CREATE SCHEMA shut; CREATE TABLE shut.safe (email text)");
        var role = shop.database.role("");
        shop.execute("GRANT SELECT ON users TO " + role.name());
        shop.execute("GRANT SELECT ON shut.safe TO " + role.name());

        assertThat(Scanned.of(shop, role.url(), ScanWish.USUAL).unread())
                .contains("shut.safe.: this role may not read it");
    }

    @Test
    void aPartitionThatMayNotBeReadIsReadThroughItsTable() {
        Playground shop = database("""
                CREATE TABLE users (id int, email text) PARTITION BY RANGE (id);
                CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (1000);
                """ + DEMO);
        var role = shop.database.role("");
        shop.execute("GRANT SELECT ON users TO " + role.name());

        Scanned scanned = Scanned.of(shop, role.url(), ScanWish.USUAL);

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.found()).contains("critical demo-email users.email 30");
    }

    @Test
    void aPartitionOnAServerThatIsGone() {
        Playground shop = database("""
                CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER away FOREIGN DATA WRAPPER nothing;
                CREATE TABLE parts (id int, email text) PARTITION BY RANGE (id);
                CREATE FOREIGN TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (1000) SERVER away;
                CREATE FOREIGN TABLE elsewhere (id int, email text) SERVER away;
                """ + USERS);

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.unread())
                .contains("parts.: reading it failed (SQLSTATE 55000)")
                .doesNotContain("users");
        assertThat(scanned.ran().record().path("notes").toString()).contains("2 foreign tables were not looked at");
        assertThat(scanned.found()).contains("critical demo-email users.email 30");
    }

    @Test
    void aViewOverAFailingFunctionDoesNoHarm() {
        Playground shop = database(USERS, """
                CREATE FUNCTION fails() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
                CREATE VIEW broken AS SELECT fails() AS email FROM users;
                CREATE MATERIALIZED VIEW never AS SELECT fails() AS email FROM users WITH NO DATA""");

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.ran().record().path("notes").toString()).contains("never was never filled");
        assertThat(scanned.found()).contains("critical demo-email users.email 30");
    }

    @Test
    void aCheckOfTheWholeTableThatFailsIsNamedByItself() {
        Playground shop = database("""
                CREATE TABLE customers (id int PRIMARY KEY);
                CREATE TABLE users (id int PRIMARY KEY, email text, code int, customer_id int GENERATED ALWAYS AS (10 / (code - 5)) VIRTUAL);
                INSERT INTO users (id, email, code) SELECT g, 'a' || g || '@shop.test', g FROM generate_series(1, 30) g""");

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.unread())
                .startsWith("users.customer_id: whether its rows point nowhere is not known: reading it failed");
        assertThat(scanned.found()).contains("critical demo-email users.email 30");
        assertThat(scanned.exitCode()).isEqualTo(1);
    }

    @Test
    void domainsAreReadAsWhatTheyAreOver() {
        Playground shop = database("""
                CREATE DOMAIN address AS text CHECK (VALUE <> 'never'); CREATE DOMAIN mail AS address;
                CREATE FUNCTION no(mail) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
                CREATE CAST (mail AS int) WITH FUNCTION no(mail) AS IMPLICIT;
                CREATE TABLE users (id int PRIMARY KEY, email mail);
                """ + DEMO);

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.found()).contains("critical demo-email users.email 30");
    }

    @Test
    void tablesThatHaveNothingToRead() {
        Playground shop = database(USERS, """
                CREATE TABLE none (); INSERT INTO none DEFAULT VALUES;
                CREATE UNLOGGED TABLE quick (email text); INSERT INTO quick VALUES ('a@shop.test');""");
        try (var other = shop.database.admin()) {
            other.script("CREATE TEMPORARY TABLE mine (email text); INSERT INTO mine VALUES ('a@shop.test')");

            Scanned scanned = Scanned.of(shop);

            assertThat(scanned.unread()).isEmpty();
            assertThat(scanned.tables()).isEqualTo(3);
            assertThat(scanned.found()).contains("critical demo-email quick.email 1");
        }
    }

    @Test
    void aTableOfSixteenHundredColumnsOfText() {
        StringBuilder columns = new StringBuilder("email text");
        for (int i = 1; i < 1_600; i++) {
            columns.append(", email_").append(i).append(" text");
        }
        Playground shop = database("CREATE TABLE wide (" + columns
                + "); INSERT INTO wide (email, email_1599) VALUES ('a@x.test', 'b@y.test');");

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.found())
                .contains("critical demo-email wide.email 1", "critical demo-email wide.email_1599 1");
    }

    @Test
    void namesWithQuotesNewLinesAndNoEnd() {
        String odd = "a\"b'c\n\u001b[31md" + "é".repeat(20);
        Playground shop =
                database("CREATE TABLE \"" + odd.replace("\"", "\"\"") + "\" (\"e\"\"\nmail\" text); INSERT INTO \""
                        + odd.replace("\"", "\"\"") + "\" VALUES ('a@shop.test'), (E'\\u0001\\u001b[2J@shop.test');");

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.found()).anyMatch(f -> f.startsWith("critical demo-email a\"b'c") && f.endsWith(" 2"));
        assertThat(scanned.ran().messages()).doesNotContain("\u001b[31m", "\u001b[2J", "\u0001");
    }

    @Test
    void keysThatSayWhoSomebodyIsStandInTheRecordAndOnNoPage() {
        Playground shop = database("""
                CREATE TABLE users (email text PRIMARY KEY, name text);
                INSERT INTO users SELECT 'a' || g || '@firma.de', 'Ann Bee' FROM generate_series(1, 30) g;
                INSERT INTO users VALUES ('someone@shop.test', 'Ann Bee')""");

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.findings().get(0).path("keys").toString()).contains("someone@shop.test");
        assertThat(scanned.findings().get(0).path("advice").asString()).doesNotContain("someone");
        assertThat(scanned.ran().messages()).doesNotContain("someone");
    }

    @Test
    void norDoTheyInTheAdviceAboutPasswordsAndSeries() {
        Playground shop = database("""
                CREATE TABLE users (login text PRIMARY KEY, password text);
                INSERT INTO users VALUES ('someone', 'test');
                CREATE TABLE staff (id int PRIMARY KEY, login text);
                INSERT INTO staff SELECT g, 'someone' || g FROM generate_series(1, 30) g;
                INSERT INTO staff VALUES (100, 'anna')""");

        Scanned scanned = Scanned.of(shop);

        assertThat(scanned.found()).contains("critical default-password users.password 1");
        assertThat(scanned.found()).anyMatch(f -> f.contains("numbered-series staff.login 30"));
        assertThat(scanned.findings())
                .noneMatch(f -> f.path("advice").asString().contains("someone"));
    }

    @Test
    void accountsOfWhichNoneCouldBeChosenAreSaidToBeUntried() {
        Playground shop = database("""
                CREATE TABLE users (login text, password text);
                INSERT INTO users SELECT md5(g::text), 'correct horse' FROM generate_series(1, 600) g; ANALYZE users""");

        assertThat(Scanned.of(shop).ran().record().path("notes").toString())
                .contains("0 of 600 accounts (those that look like administrators', at most 250) were tried");
    }
}
