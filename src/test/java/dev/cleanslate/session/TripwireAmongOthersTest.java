package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Tripwire.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a tripwire meets what others made: types of their own, other encodings. */
class TripwireAmongOthersTest {

    @TempDir
    Path folder;

    private Playground shop(int major) {
        return Playground.shop(major, folder);
    }

    private static Playground armed(Playground playground, Mode mode, String... skip) {
        Spoken done = Tripped.done(playground, Tripped.wish(mode, skip));
        assertThat(done.exitCode()).as(done.err()).isZero();
        return playground;
    }

    @Test
    void runsNobodysCastsAsItsOwner() {
        Playground shop = armed(shop(TestDatabases.NEWEST), Mode.LOG);
        shop.execute("""
                CREATE TYPE odd AS (x int); CREATE TABLE ran (by_whom text);
                CREATE FUNCTION ran(odd) RETURNS json LANGUAGE plpgsql AS $$ BEGIN INSERT INTO ran VALUES (current_user); RETURN '1'; END $$;
                CREATE CAST (odd AS json) WITH FUNCTION ran(odd); ALTER TABLE users ADD COLUMN odd odd""");

        assertThat(Tripped.said(shop, "INSERT INTO users (email, odd) VALUES ('a@shop.test', ROW(1))"))
                .isEqualTo("passed");

        assertThat(shop.count("ran")).isZero();
        assertThat(shop.count("cleanslate.tripwire_log")).isEqualTo(1);
    }

    @Test
    void aDatabaseOfAnotherEncodingIsArmedToo() {
        Playground shop = new Playground(
                TestDatabases.of(TestDatabases.NEWEST)
                        .encoded("LATIN1", "CREATE TABLE users (id int, email text, full_name text)"),
                folder);

        armed(shop, Mode.REFUSE);

        assertThat(Tripped.said(shop, "INSERT INTO users VALUES (1, 'a@shop.test', 'Anna')"))
                .contains("demo-email");
        assertThat(Tripped.said(shop, "INSERT INTO users VALUES (1, 'a@firma.de', 'Lieschen Müller')"))
                .contains("demo-person");
        assertThat(Tripped.said(shop, "INSERT INTO users VALUES (1, 'a@firma.de', 'Müller')"))
                .isEqualTo("passed");
    }
}
