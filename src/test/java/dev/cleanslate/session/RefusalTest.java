package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything changes, with which exit code and in which words; each leaves a record. */
class RefusalTest {

    @TempDir
    Path folder;

    private Playground shop() {
        return Playground.shop(TestDatabases.NEWEST, folder);
    }

    private static void assertRefused(Playground shop, Ran ran, int exitCode, String... words) {
        assertThat(ran.messages()).contains(words);
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.record().get("exitCode").asInt()).isEqualTo(exitCode);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.folder().resolve("journal.jsonl")).isNotEmptyFile();
        if (shop.database.url().equals(shop.environment.get("SHOP_URL"))) {
            assertThat(shop.count("orders")).isEqualTo(300);
        }
    }

    @Nested
    class TheOptIn {

        @Test
        void thatNamesAnotherDatabaseIsRefused() {
            Playground shop = shop();
            assertRefused(shop, shop.reset("gym_prod"), 3, "\"gym_prod\"", shop.databaseName());
        }

        @Test
        void mustBeTheWordTheTargetIsConfirmedAs() {
            Playground shop = shop().target(", confirm-as: shop-test");
            assertRefused(shop, shop.reset(), 3, "confirmed as \"shop-test\"");
        }

        @Test
        void doesNotOpenAGuardedTarget() {
            Playground shop = shop().target(", guarded: true");
            assertRefused(shop, shop.reset(), 3, "guarded", "certificate");
        }
    }

    @Nested
    class AnotherWayInto {

        private static final String GUARDED =
                " }\n  prod: { url: \"${SHOP_URL}\", suite: shop, guarded: true, confirm-as: shop-prod";

        private Ran bare(Playground shop) {
            Invocation asked =
                    shop.ofUrl(shop.database.url(), List.of("shop"), new Invocation.Output(false, false, false));
            return shop.run(new Invocation(
                    Command.RESET,
                    asked.target(),
                    asked.url(),
                    asked.suites(),
                    asked.suitesFolder(),
                    asked.reports(),
                    Optional.of(shop.databaseName()),
                    true,
                    Optional.empty(),
                    asked.output(),
                    asked.environment()));
        }

        @Test
        void aGuardedDatabaseIsNoBareUrl() {
            Playground shop = shop().target(GUARDED);
            shop.invocation(Command.RESET, Optional.empty());
            assertRefused(shop, bare(shop), 3, "--url is the guarded target \"prod\"", "Use --target prod");
        }

        @Test
        void aGuardedDatabaseIsNoOtherTarget() {
            Playground shop = shop().target(GUARDED);
            assertRefused(
                    shop, shop.reset(), 3, "target \"test\" is the guarded target \"prod\"", "mend the address of");
        }

        @Test
        void aDatabaseThatMayBeGuardedIsNoBareUrlWhileNobodyCanReadTheTargets() {
            Playground shop = shop().file("targets.yaml", "targets:\n  prod: { guarded: yes please }\n");
            assertRefused(shop, bare(shop), 2, "targets.yaml:2:", "whether this database is a guarded target");
        }
    }

    @Nested
    class WhatIsWritten {

        @Test
        void anUnknownTable() {
            Playground shop = shop().suite(Playground.SUITE.replace("wipe: [users]", "wipe: [user]"));
            assertRefused(shop, shop.reset(), 2, "suite.yaml:8:", "\"user\"", "Did you mean \"users\"?");
        }

        @Test
        void anUnknownColumn() {
            Playground shop =
                    shop().suite(Playground.SUITE.replace("wipe: [users]", "reset: { users: { balanse: 0 } }"));
            assertRefused(shop, shop.reset(), 2, "balanse", "balance");
        }

        @Test
        void anUnknownOption() {
            Playground shop = shop().suite(Playground.SUITE.replace("protect:", "protekt:"));
            assertRefused(shop, shop.reset(), 2, "suite.yaml:2:1", "protekt", "protect");
        }

        @Test
        void anUnknownTarget() {
            Playground shop = shop();
            Invocation known = shop.invocation(Command.RESET, Optional.empty());
            Ran ran = shop.run(new Invocation(
                    Command.RESET,
                    Optional.of("tset"),
                    Optional.empty(),
                    known.suites(),
                    known.suitesFolder(),
                    known.reports(),
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    known.output(),
                    known.environment()));
            assertRefused(shop, ran, 2, "tset", "\"test\"");
        }

        @Test
        void twoFatesForOneTable() {
            Playground shop =
                    shop().suite(Playground.SUITE.replace("protect: [products]", "protect: [products, users]"));
            assertRefused(shop, shop.reset(), 2, "users");
        }

        @Test
        void aPredicateThatIsNoSql() {
            Playground shop = shop().suite(Playground.SUITE.replace(
                    "wipe: [users]", "reset: { users: { balance: 0, where: \"emial like 'x'\" } }"));
            assertRefused(shop, shop.reset(), 2, "emial");
        }

        @Test
        void aPredicateThatSmugglesASecondStatement() {
            Playground shop = shop().suite(Playground.SUITE.replace(
                    "wipe: [users]", "reset: { users: { balance: 0, where: \"true); DELETE FROM products; --\" } }"));
            assertRefused(shop, shop.reset(), 2, "suite.yaml:8:");
        }

        @Test
        void aScriptWithTransactionControl() {
            Playground shop = shop().file("shop/sly.sql", "SELECT 1;\nCOMMIT;\n")
                    .suite(Playground.SUITE.replace("checks:", "  - name: Sly\n    sql: sly.sql\nchecks:"));
            assertRefused(shop, shop.reset(), 2, "sly.sql", "COMMIT");
        }

        @Test
        void aTableWithoutAFate() {
            Playground shop = shop();
            shop.execute("CREATE TABLE newcomers (id int)");
            assertRefused(shop, shop.reset(), 3, "newcomers");
        }

        @Test
        void anObjectStoreOfWhichNobodySaysHowItIsReached() {
            Playground shop = shop().suite(Playground.SUITE + "storage: { bucket: uploads, keys: users.email }\n");
            assertRefused(shop, shop.reset(), 2, "AWS_ACCESS_KEY_ID", "Nothing was run");
        }
    }

    @Nested
    class TheServer {

        @Test
        void thatNobodyReaches() {
            Playground shop = shop();
            shop.environment.put("SHOP_URL", "postgresql://app:geheim-1@127.0.0.1:1/shop");
            Ran ran = shop.reset();
            assertRefused(shop, ran, 4, "127.0.0.1");
            assertThat(ran.record().toString()).doesNotContain("geheim-1");
        }

        @Test
        void thatRefusesThePassword() {
            Playground shop = shop();
            shop.environment.put("SHOP_URL", shop.database.url().replaceFirst(":[^:@/]*@", ":geheim-2@"));
            Ran ran = shop.reset();
            assertRefused(shop, ran, 4, "password");
            assertThat(ran.record().toString()).doesNotContain("geheim-2");
        }

        @Test
        void whoseVariableIsNotSet() {
            Playground shop = shop();
            shop.environment.remove("SHOP_URL");
            shop.environment.put("SHOP_URL_2", shop.database.url());
            Ran ran = shop.reset();
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages()).contains("targets.yaml:2:", "SHOP_URL");
        }

        @Test
        void thatIsReadOnly() {
            Playground shop = shop();
            shop.execute("ALTER DATABASE " + shop.databaseName() + " SET default_transaction_read_only = on");
            assertRefused(shop, shop.reset(), 3, "read-only");
        }

        @Test
        void thatDoesNotCount() {
            Playground shop = shop();
            shop.execute("ALTER DATABASE " + shop.databaseName() + " SET track_counts = off");
            assertRefused(shop, shop.reset(), 3, "track_counts");
        }

        @Test
        void thatIsMarkedLive() {
            Playground shop = shop();
            shop.execute("CREATE SCHEMA cleanslate; CREATE TABLE cleanslate.identity"
                    + " (environment text, system_identifier text, live_since timestamptz);"
                    + " INSERT INTO cleanslate.identity VALUES ('prod', '1', now())");
            assertRefused(shop, shop.reset(), 3, "marked live");
        }

        @Test
        void thatAnotherRunHolds() {
            Playground shop = shop();
            try (PgSession other = shop.database.admin()) {
                other.tryAdvisoryLock(Preflight.ONE_OPERATOR);
                assertRefused(shop, shop.reset(), 3, "another run", String.valueOf(other.backendPid()));
            }
        }

        @Test
        void withMoreSessionsThanTheTargetAllows() {
            Playground shop = shop().target(", max-connections: 0");
            try (PgSession other = shop.database.admin()) {
                assertRefused(shop, shop.reset(), 3, "max-connections", String.valueOf(other.backendPid()));
            }
        }

        @Test
        void withoutTlsWhereTheTargetAsksForIt() {
            Playground shop = shop().target(", require-tls: true");
            assertRefused(shop, shop.reset(), 3, "require-tls");
        }

        @Test
        void whereSomebodyHoldsALockNamesHimAfterThreeAttempts() {
            Playground shop = shop();
            shop.execute("ALTER DATABASE " + shop.databaseName() + " SET application_name = ''");
            try (PgSession writer = shop.database.admin()) {
                writer.begin(Isolation.READ_COMMITTED, false);
                writer.execute("UPDATE orders SET product_id = 1 WHERE id = 1");
                Ran ran = shop.reset();
                assertThat(ran.exitCode()).isEqualTo(4);
                assertThat(ran.record().get("attempts").toString()).isNotEmpty();
                assertThat(ran.messages()).contains("3 attempts", String.valueOf(writer.backendPid()));
                writer.rollback();
            }
            assertThat(shop.count("orders")).isEqualTo(300);
        }
    }

    @Test
    void aPlanChangesNothingAndPasses() {
        Playground shop = shop();
        String before = shop.state();
        Ran ran = shop.plan();
        assertThat(ran.messages()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.record().get("command").asString()).isEqualTo("plan");
        assertThat(shop.state()).isEqualTo(before);
    }
}
