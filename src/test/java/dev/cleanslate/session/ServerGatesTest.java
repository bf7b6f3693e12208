package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Surroundings.Other;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.run.StepFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gates that every reset of a database at a URL has. */
class ServerGatesTest {

    @TempDir
    Path folder;

    private Playground shop;
    private String before = "";

    @BeforeEach
    void shop() {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
    }

    private void refusedUnchanged(Ran ran, String... words) {
        assertThat(ran.messages()).contains(words);
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.committed()).isFalse();
        assertThat(shop.state()).isEqualTo(before);
    }

    private Ran reset() {
        before = shop.state();
        return shop.reset();
    }

    private String plainOwner() {
        return RolesTest.as(
                shop,
                "",
                "ALTER TABLE products OWNER TO \"%s\"",
                "ALTER TABLE users OWNER TO \"%s\"",
                "ALTER TABLE orders OWNER TO \"%s\"",
                "ALTER TABLE audit OWNER TO \"%s\"");
    }

    private static String notes(Ran ran) {
        return ran.record().get("notes").toString();
    }

    @Test
    void areTestsOfTheirOwnBeforeTheResetAndBeforeItsCommit() {
        Ran ran = shop.target(", max-connections: 2").reset();

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.steps().map(step -> step.get("id").asString()))
                .contains(
                        "gates-the-server-takes-writes",
                        "gates-the-database-is-the-one-that-is-meant",
                        "gates-no-more-than-2-other-sessions",
                        "gates-no-trigger-is-off-unexpectedly",
                        "gates-again-the-server-takes-writes",
                        "gates-again-no-more-than-2-other-sessions");
    }

    @Test
    void everyClosedOneIsToldAtOnce() {
        shop.execute("ALTER TABLE orders DISABLE TRIGGER orders_told");
        try (PgSession dump = shop.database.admin()) {
            dump.execute("SET application_name = 'pg_dump'");
            Ran ran = shop.target(", max-connections: 0, require-tls: true, window: { between: \"00:00-00:01 UTC\" }")
                    .reset();
            before = shop.state();

            refusedUnchanged(
                    ran,
                    "gates are closed:",
                    "asks for TLS (require-tls)",
                    "allows 0 other sessions, and there is 1: pg_dump (postgres from 127.0.0.1, idle since ",
                    "a dump or restore is running: pg_dump",
                    "trigger \"orders_told\" on public.orders");
            assertThat(ran.record().get("message").asString()).contains("require-tls", "orders_told", "pg_dump");
        }
    }

    @Test
    void aTriggerFoundDisabledIsRefusedWithItsMend() {
        shop.execute("ALTER TABLE orders DISABLE TRIGGER ALL");
        refusedUnchanged(
                reset(),
                "trigger \"orders_told\" on public.orders",
                "the check of constraint \"orders_user_id_fkey\" on public.orders",
                "ALTER TABLE public.orders ENABLE TRIGGER \"orders_told\";",
                "ALTER TABLE public.orders ENABLE TRIGGER ALL;");

        shop.execute("ALTER TABLE orders ENABLE TRIGGER ALL; ALTER TABLE orders DISABLE TRIGGER orders_told");
        refusedUnchanged(reset(), "trigger \"orders_told\" on public.orders");
        Ran expected = shop.suite(Playground.SUITE.replace("orders_told: enabled", "orders.orders_told: disabled"))
                .reset();
        assertThat(expected.exitCode()).as(expected.messages()).isZero();
    }

    @Test
    void aPlainOwnerGoesThoughOthersAreHiddenUnlessALimitIsAsked() {
        String role = plainOwner();
        try (PgSession other = shop.database.admin()) {
            Ran limited = shop.target(", max-connections: 5").reset();
            before = shop.state();
            refusedUnchanged(limited, "is hidden from this role: test (postgres, pid " + other.backendPid());
            assertThat(limited.messages()).contains("GRANT pg_read_all_stats TO \"" + role + "\"");

            Ran plain = shop.target("").reset();
            assertThat(plain.exitCode()).as(plain.messages()).isZero();
            assertThat(notes(plain)).contains("is hidden from this role").contains("cannot be seen from here");
        }
    }

    @Test
    void atMostSoManyCountsAlsoWhatIsHidden() {
        plainOwner();
        try (PgSession other = shop.database.admin()) {
            Ran ran = shop.target(", max-connections: 0").reset();
            before = shop.state();
            refusedUnchanged(ran, "allows 0 other sessions, and there is 1: test (postgres, pid " + other.backendPid());
        }
    }

    @Test
    void whoeverLooksAtTheRunFromThisRoleIsNoForeignSessionAndFromAnotherIs() {
        shop.target(", max-connections: 0");
        try (PgSession ours = shop.database.admin()) {
            ours.execute("SET application_name = 'cleanslate progress'");
            Ran ran = shop.reset();
            assertThat(ran.exitCode()).as(ran.messages()).isZero();
        }
        try (PgSession anothers = shop.database.role("").open()) {
            anothers.execute("SET application_name = 'cleanslate progress'");
            Ran ran = shop.reset();
            before = shop.state();
            refusedUnchanged(ran, "allows 0 other sessions, and there is 1: cleanslate progress (");
        }
    }

    @Test
    void aLongTransactionIsNamedWithWhatEndsIt() {
        Other old = new Other(
                false,
                "4711",
                "ada",
                false,
                "report",
                Optional.of("10.0.0.7"),
                Optional.of("idle in transaction"),
                Optional.of("2026-11-20 22:15:00 UTC"),
                Optional.of(301L));
        assertThatExceptionOfType(StepFailure.class)
                .isThrownBy(() -> SessionGates.requireShort(List.of(old)))
                .withMessageContaining(
                        "report (ada from 10.0.0.7, idle in transaction since 2026-11-20 22:15:00 UTC, pid 4711)")
                .withMessageContaining("SELECT pg_terminate_backend(4711);");
        Other young = new Other(
                false,
                "1",
                "ada",
                false,
                "app",
                Optional.empty(),
                Optional.of("active"),
                Optional.empty(),
                Optional.of(299L));
        assertThat(SessionGates.requireShort(List.of(young))).isEmpty();
    }

    @Test
    void roomOnTheDiskIsLookedAtWhereTheServerLetsItBeSeen() {
        List<String> notes = new ArrayList<>();
        try (PgSession admin = shop.database.admin()) {
            FreeDisk.require(admin, 0, notes::add);
            assertThat(notes).isEmpty();
            assertThatExceptionOfType(StepFailure.class)
                    .isThrownBy(() -> FreeDisk.require(admin, Long.MAX_VALUE / 2, notes::add))
                    .withMessageContaining("the server's disk has")
                    .withMessageContaining("Make room first.");
        }
        try (PgSession plain = shop.database.role("").open()) {
            FreeDisk.require(plain, Long.MAX_VALUE / 2, notes::add);
            assertThat(notes).singleElement().asString().contains("cannot be seen from here");
        }
    }
}
