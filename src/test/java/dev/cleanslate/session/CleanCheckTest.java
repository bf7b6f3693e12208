package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check {@code clean: true} of a reset. */
class CleanCheckTest {

    private static final String WIPES = """
            suite: shop
            triggers: { disable: [orders_told] }
            phases:
              - name: Orders
                wipe: [orders, audit]
              - name: Accounts
                wipe: [users]
            protect: [products%s]
            checks: [ { clean: true } ]
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void letsAResetPassThatRemovesTheDemoPeople(int major) {
        Playground shop = Playground.shop(major, folder).suite(WIPES.formatted(""));

        Ran ran = shop.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(ran.committed()).isTrue();
        assertThat(ran.record().path("scan").path("tables").asInt()).isEqualTo(4);
        assertThat(ran.record().path("findings").valueStream())
                .noneMatch(f -> f.path("table").asString().equals("users"));
    }

    @Test
    void stopsOneThatLeavesSomeAndNamesTheWorst() {
        Playground shop = new Playground(
                        TestDatabases.of(TestDatabases.OLDEST)
                                .create(
                                        Playground.SHOP,
                                        "CREATE TABLE staff (id int PRIMARY KEY, email text); INSERT INTO staff VALUES (1, 'demo@example.com')"),
                        folder)
                .suite(WIPES.formatted(", staff"));

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.messages()).contains("suite.yaml:9:", "hits 1 row of staff.email, critical", "waive it");
        assertThat(ran.record().path("findings").valueStream())
                .anyMatch(f -> f.path("id").asString().equals("demo-email/staff.email"));
        assertThat(shop.count("users")).isEqualTo(40);
    }

    @Test
    void livesWithWhatIsWaived() {
        Playground shop = new Playground(
                        TestDatabases.of(TestDatabases.NEWEST)
                                .create(
                                        Playground.SHOP,
                                        "CREATE TABLE staff (id int PRIMARY KEY, email text); INSERT INTO staff VALUES (1, 'anna@shop.test')"),
                        folder)
                .suite(WIPES.formatted(", staff") + """
                        scan:
                          waivers: [ { finding: demo-email/staff, owner: ops, reason: support, expires: 2999-01-01, rows: 1 } ]
                        """);

        Ran ran = shop.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(ran.committed()).isTrue();
        assertThat(ran.record().path("findings").valueStream())
                .anyMatch(f -> f.path("waived").path("owner").asString("").equals("ops"));
    }

    @Test
    void holdsAtTheEndOfAPhaseToo() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder).suite("""
                suite: shop
                protect: [products]
                triggers: { disable: [orders_told] }
                phases:
                  - name: Orders
                    wipe: [orders, audit]
                    checks: [ { name: Nobody is left, clean: true } ]
                  - name: Accounts
                    wipe: [users]
                """);

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.messages()).contains("Nobody is left", "40 rows of users.email");
        assertThat(ran.committed()).isFalse();
    }

    @Test
    void doesNotTakeATableItCannotReadForClean() {
        Playground shop = new Playground(TestDatabases.of(TestDatabases.NEWEST).create(Playground.SHOP, """
                                        CREATE DOMAIN shaky AS text;
                                        CREATE FUNCTION fails(text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RAISE 'no'; END $$;
                                        CREATE FOREIGN DATA WRAPPER nowhere;
                                        CREATE TABLE closed (id int PRIMARY KEY, email text);
                                        INSERT INTO closed VALUES (1, 'anna@gmail.com');
                                        """), folder)
                .suite(WIPES.formatted(", closed") + """
                        scan:
                          detectors: [ { id: own, table: closed, where: "fails(email) = 'x'", severity: critical } ]
                        """);

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.messages()).contains("closed was not looked at");
        assertThat(ran.committed()).isFalse();
    }

    @Test
    void hearsOfAWordThatMeansNothingBeforeAnythingIsLocked() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder).suite(WIPES.formatted("") + """
                        scan:
                          off: [demo-emial]
                        """);

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.messages()).contains("demo-emial", "demo-email");
        assertThat(ran.record().path("steps").valueStream())
                .filteredOn(step -> step.path("stage").asString().equals("reset"))
                .allSatisfy(step -> assertThat(step.path("status").asString()).isEqualTo("skipped"));
    }
}
