package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs of suites in Java on the oldest and the newest server. */
class JavaSuiteTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    private static final String SHOP = """
            @ResetSuite(name = "shop", disableTriggers = "orders_told")
            @Protect("products")
            class ShopReset {
                @Phase(order = 1) Action orders() { return wipe("orders").thenWipe("audit"); }
                @Phase(order = 2) Action accounts() { return reset("users").set("balance", 0).setNull("email"); }
                @PostCheck(phase = "Orders") void ordersAreGone(Database db) { assertThat(db.table("orders")).isEmpty(); }
                @PostCheck void balancesAreZero(Database db) {
                    assertThat(db.table("users")).hasRows(40).column("balance").containsOnly(java.math.BigDecimal.ZERO);
                }
                @PostCheck void nobodyKeepsADemoAddress(Database db) {
                    assertThat(db.table("users")).column("email").hasNoDemoAddresses();
                }
            }
            """;

    private static final String ON_TOP = """
            @ResetSuite(file = "suite.yaml")
            class ShopExtras {
                @PostCheck void looks(Database db) {
                    %s
                }
            }
            """;

    @TempDir
    Path folder;

    private Playground shop(int major) {
        return Playground.shop(major, folder);
    }

    private Playground withCheck(int major, String statements) {
        return shop(major)
                .suite(Playground.SUITE
                        .replace("wipe: [users]", "reset: { users: { balance: 1 } }")
                        .replace(" users: 0,", ""))
                .java("shop.ShopExtras", ON_TOP.formatted(statements));
    }

    @Nested
    class Alone {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aClassResetsADatabase(int major) {
            Playground shop = shop(major).java("shop.ShopReset", SHOP);

            Ran ran = shop.reset();

            assertThat(ran.messages()).isEmpty();
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.committed()).isTrue();
            assertThat(shop.count("orders")).isZero();
            assertThat(shop.number("SELECT count(*) FROM users WHERE balance = 0 AND email IS NULL"))
                    .isEqualTo(40);
            assertThat(ran.steps().map(step -> step.get("name").asString()))
                    .contains("Orders", "Orders are gone", "Accounts", "Nobody keeps a demo address");
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aPlanKnowsItsPhasesBeforeTheyRun(int major) {
            Ran ran = shop(major)
                    .java("shop.ShopReset", SHOP.replace("wipe(\"orders\")", "wipe(\"order\")"))
                    .plan();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages())
                    .contains(
                            "shop.ShopReset#orders:8: ",
                            "\"order\", but no such table exists",
                            "Did you mean \"orders\"?");
        }
    }

    @Nested
    class OnTopOfAFile {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aRedAssertionRollsAllBackAndShowsMaskedRows(int major) {
            Playground shop =
                    withCheck(major, "assertThat(db.table(\"users\")).column(\"email\").hasNoDemoAddresses();");
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages())
                    .isEqualTo(
                            "shop.ShopExtras#looks:8: Looks: users.email has 40 rows with demo addresses, expected none:"
                                    + " (id 1, email u***@e***.com), (id 2, email u***@e***.com), (id 3, email u***@e***.com),"
                                    + " (id 4, email u***@e***.com), (id 5, email u***@e***.com) and 35 more");
            assertThat(shop.state()).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aCheckCanLookAndNotTouch(int major) {
            Playground shop = withCheck(major, "db.rows(\"select sly()\");");
            shop.execute("CREATE FUNCTION sly() RETURNS int LANGUAGE sql AS 'DELETE FROM products RETURNING 1'");
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(4);
            assertThat(ran.messages()).contains("read-only transaction");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void aCheckCannotEndTheTransaction() {
            Playground shop = withCheck(18, "db.rows(\"commit\");");
            String before = shop.state();

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages()).contains("it asks what is not one query");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void aNameThatIsNotThereIsAFaultOfTheSuite() {
            Ran ran = withCheck(18, "db.table(\"user\");").reset();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages())
                    .contains("it reads table \"user\", but no such table exists in ", "Did you mean \"users\"?");
        }

        @Test
        void anExceptionIsARedCheckWithoutItsMessage() {
            Ran ran = withCheck(18, "throw new IllegalStateException(\"secret\");")
                    .reset();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages())
                    .isEqualTo(
                            "shop.ShopExtras#looks:8: Looks: the method threw java.lang.IllegalStateException in line 8");
        }

        @Test
        void aFaultOfTheClassStopsTheRunBeforeTheDatabaseIsReached() {
            Ran ran = shop(18).java(
                            "shop.ShopExtras",
                            "@ResetSuite(file = \"suite.yaml\") class ShopExtras { @PostCheck void a() {} }")
                    .reset();

            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.messages())
                    .isEqualTo("shop.ShopExtras#a:5: the method a must take one Database and nothing else, or it has"
                            + " nothing to look at. Nothing was run.");
        }
    }
}
