package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.scan.Tripwire.Mode;
import dev.cleanslate.session.Invocation.ScanWish;
import dev.cleanslate.session.TripwireWish.Act;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything else that Cleanslate does, in a database that is armed. */
class TripwireResetTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";
    private static final String RESEEDED = Playground.SUITE
            .replace("checks:\n", "  - name: Staff again\n    sql: reseed.sql\nchecks:\n")
            .replace("users: 0", "users: 1");

    @TempDir
    Path folder;

    private Playground armed(int major, Mode mode) {
        Playground shop = Playground.shop(major, folder);
        Spoken done = Tripped.done(shop, Tripped.wish(mode));
        assertThat(done.exitCode()).as(done.err()).isZero();
        return shop;
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aResetPassesAndLeavesItArmed(int major) {
        Playground shop = armed(major, Mode.REFUSE)
                .suite(RESEEDED)
                .file("shop/reseed.sql", "INSERT INTO users (email) VALUES ('anna.rossi@firma.de');");
        assertThat(shop.plan().exitCode()).isZero();

        Ran reset = shop.reset();

        assertThat(reset.messages()).isEmpty();
        assertThat(reset.exitCode()).isZero();
        assertThat(shop.count("users")).isEqualTo(1);
        assertThat(Tripped.printed(shop, Tripped.wish(Act.STATUS)).exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aReseedWithDemoDataIsStoppedAndRolledBack(int major) {
        Playground shop = armed(major, Mode.REFUSE)
                .suite(RESEEDED)
                .file("shop/reseed.sql", "INSERT INTO users (email) VALUES ('admin@example.com');");
        String before = shop.state();

        Ran reset = shop.reset();

        assertThat(reset.messages())
                .contains(
                        "public.users.email is given demo or test data (demo-email)",
                        "tripwire --target test --remove");
        assertThat(reset.record().toString()).doesNotContain("admin@example.com");
        assertThat(reset.committed()).isFalse();
        assertThat(shop.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void keptRowsThatItWouldRefuseStay(int major) {
        Playground shop = armed(major, Mode.REFUSE).suite("""
                suite: shop
                protect: [products]
                triggers: { disable: [orders_told] }
                phases:
                  - name: Orders
                    wipe: [orders, audit]
                  - name: Accounts
                    keep-rows: { users: "id <= 2" }
                """);
        shop.execute(
                "INSERT INTO users (email) SELECT 'p.' || g || '@firma.de' FROM generate_series(1, 30000) g; ANALYZE");

        Ran reset = shop.reset();

        assertThat(reset.messages()).isEmpty();
        assertThat(shop.count("users")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void anAnalysisAndAScanLookPastIt(int major) {
        Playground shop = armed(major, Mode.LOG);
        shop.execute("INSERT INTO users (email) VALUES ('seen@example.com')");
        assertThat(shop.count("cleanslate.tripwire_log")).isEqualTo(1);

        assertThat(Looked.at(shop, "other").suite()).doesNotContain("tripwire");
        Ran scan = shop.run(new Invocation(
                        Command.SCAN,
                        Optional.empty(),
                        Optional.of(shop.database.url()),
                        List.of(),
                        List.of(),
                        shop.suites,
                        shop.reports,
                        Consent.NONE,
                        Optional.empty(),
                        new Invocation.Output(false, false, false),
                        shop.environment)
                .scanning(ScanWish.USUAL));
        assertThat(scan.record().path("findings").toString()).contains("users").doesNotContain("tripwire");
    }

    @Test
    void aRehearsalTakesItAlongToTheCopy() {
        Needs.pgDump(15);
        Playground shop = armed(15, Mode.LOG).suite(RESEEDED).file("shop/reseed.sql", """
                        INSERT INTO users (email) VALUES ('admin@example.com');
                        DO $$ BEGIN ASSERT (SELECT count(*) FROM cleanslate.tripwire_log) = 1; END $$;""");
        Ran ran = shop.run(shop.rehearsed(Optional.of(shop.databaseName())));

        assertThat(ran.messages()).isEmpty();
        assertThat(ran.committed()).isTrue();
        assertThat(shop.count("cleanslate.tripwire_log")).isEqualTo(1);

        Tripped.done(shop, Tripped.wish(Mode.REFUSE));
        shop.execute("TRUNCATE cleanslate.tripwire_log");
        Ran refused = shop.run(shop.rehearsed(Optional.of(shop.databaseName())));

        assertThat(refused.messages()).contains("users.email is given demo or test data");
        assertThat(refused.exitCode())
                .as("what a reset would meet is met on the copy")
                .isEqualTo(4);
    }
}
