package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of other encodings, and bytes that are none. */
class ScanEncodingTest {

    @TempDir
    Path folder;

    private Playground encoded(String encoding, String script) {
        return new Playground(TestDatabases.of(TestDatabases.NEWEST).encoded(encoding, script), folder);
    }

    @Test
    void oneThatCannotWriteMostOfTheWordsThatAreLookedFor() {
        Scanned scanned = Scanned.of(encoded("LATIN1", """
                CREATE TABLE users (id int PRIMARY KEY, email text, full_name text, phone text, login text, bio text);
                INSERT INTO users SELECT g, 'user' || g || '@example.com', 'Lieschen Müller', '555-0142', 'usuário' || g, 'Olá' FROM generate_series(1, 30) g;"""));

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.found())
                .contains(
                        "critical demo-email users.email 30",
                        "critical demo-person users.full_name 30",
                        "critical numbered-name users.login 30");
    }

    @Test
    void bytesOfAnotherEncodingInADatabaseThatKnowsNone() {
        Scanned scanned = Scanned.of(encoded("SQL_ASCII", """
                CREATE TABLE users (id int PRIMARY KEY, email text, full_name text);
                INSERT INTO users SELECT g, 'user' || g || '@example.com', 'M' || convert_from('\\xfc', 'SQL_ASCII') || 'ller' FROM generate_series(1, 30) g;
                INSERT INTO users VALUES (100, convert_from('\\xff', 'SQL_ASCII') || '@shop.test', 'x');
                CREATE TABLE others (code text PRIMARY KEY, email text);
                INSERT INTO others VALUES (convert_from('\\xe9', 'SQL_ASCII'), 'b@shop.test');"""));

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.found())
                .contains("critical demo-email users.email 31", "critical demo-email others.email 1");
    }

    @Test
    void bytesWhereAddressesAreExpected() {
        Scanned scanned = Scanned.of(encoded("UTF8", """
                CREATE TABLE blobs (id int, email bytea, photo bytea, names text[], doc jsonb, at timestamptz[]);
                INSERT INTO blobs VALUES (1, '\\x00ff', '\\xdeadbeef', '{a@shop.test}', '{"email": "a@shop.test"}', NULL);"""));

        assertThat(scanned.unread()).isEmpty();
        assertThat(scanned.exitCode()).isZero();
    }
}
