package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole resets of a real database, from the invocation to the record. */
class ResetTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @TempDir
    Path folder;

    @Nested
    class Committing {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void removesWhatHasToGoKeepsWhatHasToStayAndCountsEveryRow(int major) {
            Playground shop = Playground.shop(major, folder);

            Ran ran = shop.reset();

            assertThat(ran.messages()).isEmpty();
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.committed()).isTrue();
            assertThat(shop.count("users") + shop.count("orders") + shop.count("audit"))
                    .isZero();
            assertThat(shop.count("products")).isEqualTo(5);
            assertThat(ran.removed("orders")).isEqualTo(300);
            assertThat(ran.removed("users")).isEqualTo(40);
            assertThat(ran.removed("audit")).isEqualTo(1);
            assertThat(ran.removed("products")).isZero();
            assertThat(shop.number("SELECT count(*) FROM pg_trigger WHERE tgname = 'orders_told' AND tgenabled = 'O'"))
                    .isEqualTo(1);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void restartsTheSequencesOfWipedTables(int major) {
            Playground shop = Playground.shop(major, folder);

            shop.reset();

            assertThat(shop.number("INSERT INTO users (email) VALUES ('a') RETURNING id"))
                    .isEqualTo(1);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void onACleanDatabasePassesAndRemovesNothing(int major) {
            Playground shop = Playground.shop(major, folder);
            shop.reset();

            Ran again = shop.reset();

            assertThat(again.exitCode()).isZero();
            assertThat(again.removed("orders") + again.removed("users") + again.removed("audit"))
                    .isZero();
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void setsColumnsAndNothingElse(int major) {
            Playground shop = Playground.shop(major, folder).suite("""
                            suite: shop
                            protect: [products]
                            triggers: { disable: [orders_told] }
                            phases:
                              - name: Orders
                                wipe: [orders, audit]
                              - name: Balances
                                reset: { users: { balance: 0 } }
                                checks: [ { zero: { users: [balance] } } ]
                            """);

            Ran ran = shop.reset();

            assertThat(ran.messages()).isEmpty();
            assertThat(shop.number("SELECT sum(balance)::int FROM users")).isZero();
            assertThat(shop.count("users")).isEqualTo(40);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void runsAScriptInsideTheTransaction(int major) {
            Playground shop = Playground.shop(major, folder)
                    .file("shop/reseed.sql", "INSERT INTO users (id, email) VALUES (1, 'admin');")
                    .suite(Playground.SUITE
                            .replace("checks:", "  - name: Again\n    sql: reseed.sql\nchecks:")
                            .replace("users: 0", "users: 1"));

            Ran ran = shop.reset();

            assertThat(ran.messages()).isEmpty();
            assertThat(ran.removed("users")).isEqualTo(40);
            assertThat(shop.count("users")).isEqualTo(1);
        }
    }

    @Nested
    class Sequences {

        private Playground reseeded(int major, String script) {
            return Playground.shop(major, folder)
                    .file("shop/reseed.sql", script)
                    .suite(Playground.SUITE
                            .replace("checks:", "  - name: Again\n    sql: reseed.sql\nchecks:")
                            .replace("users: 0", "users: 2"));
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void goOnAfterTheRowsThatAScriptNumberedByThem(int major) {
            Playground shop = reseeded(major, "INSERT INTO users (email) VALUES ('admin'), ('clerk');");

            assertThat(shop.reset().messages()).isEmpty();

            assertThat(shop.number("SELECT max(id) FROM users")).isEqualTo(2);
            assertThat(shop.number("INSERT INTO users (email) VALUES ('a') RETURNING id"))
                    .isEqualTo(3);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void goOnAfterTheRowsThatAScriptNumberedItself(int major) {
            Playground shop = reseeded(major, "INSERT INTO users (id, email) VALUES (1, 'admin'), (7, 'clerk');");

            assertThat(shop.reset().messages()).isEmpty();

            assertThat(shop.number("INSERT INTO users (email) VALUES ('a') RETURNING id"))
                    .isEqualTo(8);
        }
    }

    @Nested
    class RollingBack {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aRedCheckLeavesTheDatabaseAsItWas(int major) {
            Playground shop =
                    Playground.shop(major, folder).suite(Playground.SUITE.replace("products: 5", "products: 6"));
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.outcome()).isEqualTo("failed");
            assertThat(ran.messages()).contains("products has 5 rows, expected exactly 6");
            assertThat(ran.committed()).isFalse();
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aTriggerThatRaisesIsADatabaseFailure(int major) {
            Playground shop = Playground.shop(major, folder);
            shop.execute("""
                    CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not me'; END $$;
                    CREATE TRIGGER users_stay BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION no();""");
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(4);
            assertThat(ran.messages()).contains("not me");
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aTriggerThatRefillsAWipedTableIsFound(int major) {
            Playground shop = Playground.shop(major, folder)
                    .suite(Playground.SUITE
                            .replace("triggers: { disable: [orders_told] }", "")
                            .replace("wipe: [orders, audit]", "wipe: [audit, orders]")
                            .replace(", audit: 0", "")
                            .replace("phases:", "phases:\n  - name: First\n    wipe: [audit]")
                            .replace("wipe: [audit, orders]", "wipe: [orders]"));
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages()).contains("audit still holds 300 rows after it was wiped");
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aScriptThatTouchesAProtectedTableIsFoundByItsCountersAndItsContent(int major) {
            Playground shop = Playground.shop(major, folder)
                    .file("shop/sneaky.sql", "UPDATE products SET name = 'sold' WHERE id = 3;")
                    .suite(Playground.SUITE.replace("checks:", "  - name: Sneaky\n    sql: sneaky.sql\nchecks:"));
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages())
                    .contains("products is protected, and this transaction inserted 0, updated 1 and deleted 0")
                    .contains("another fingerprint");
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SET LOCAL \"session_replication_role\" = replica",
                    "SELECT set_config('session_replication_role', 'replica', true)"
                })
        void aScriptThatSwitchesTheKeysOffByADetourIsFound(String detour) {
            Playground shop = Playground.shop(TestDatabases.NEWEST, folder)
                    .file("shop/off.sql", detour + ";\nDELETE FROM products WHERE false;\n")
                    .suite(Playground.SUITE.replace("checks:", "  - name: Sneaky\n    sql: off.sql\nchecks:"));
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.messages()).contains("off.sql", "session_replication_role", "rolled back");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aScriptThatChangesTheSchemaIsFound(int major) {
            Playground shop = Playground.shop(major, folder)
                    .file(
                            "shop/ddl.sql",
                            "ALTER TABLE users DISABLE TRIGGER ALL; ALTER TABLE users ADD COLUMN extra int;")
                    .suite(Playground.SUITE.replace("checks:", "  - name: Sneaky\n    sql: ddl.sql\nchecks:"));
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.messages()).contains("the schema changed during the run");
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void anEmptyProtectedTableStopsTheRunBeforeAnythingChanges(int major) {
            Playground shop = Playground.shop(major, folder);
            shop.execute("DELETE FROM orders; DELETE FROM products;");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages()).contains("protected and empty already: products");
            assertThat(shop.count("users")).isEqualTo(40);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aCheckThatWritesIsStopped(int major) {
            Playground shop = Playground.shop(major, folder);
            shop.execute("CREATE FUNCTION sly() RETURNS int LANGUAGE sql AS 'DELETE FROM products RETURNING 1'");
            shop.suite(Playground.SUITE.replace("checks:", "checks:\n  - query: \"select sly()\"\n    expect: empty"));
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(4);
            assertThat(ran.messages()).contains("read-only transaction");
            assertThat(shop.state()).isEqualTo(before);
        }
    }
}
