package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Smoke tests after a real commit. */
class SmokeTest {

    private static final String ORDER = """
            INSERT INTO users (id, email) VALUES (1, 'new@example.com');
            INSERT INTO orders (user_id, product_id) VALUES (1, 1);
            SELECT count(*), (SELECT max(id) FROM products) FROM orders;
            """;

    @TempDir
    Path folder;

    private Playground shop;

    @BeforeEach
    void aShop() {
        shop = Playground.shop(TestDatabases.NEWEST, folder).file("shop/order.sql", ORDER);
    }

    @Test
    void aScriptMayWriteAndLeavesNothing() {
        suite("  - { name: A new user can order, sql: order.sql, expect: [[1, 5]] }\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(shop.count("orders")).isZero();
        assertThat(shop.count("users")).isZero();
        JsonNode step = step(ran, "smoke-a-new-user-can-order");
        assertThat(step.get("stage").asString()).isEqualTo("smoke");
    }

    @Test
    void oneThatFailsLeavesTheCommitAndTellsTheWaysFromHere() {
        suite("""
              - { name: A new user can order, sql: order.sql, expect: [[2, 5]] }
              - { name: Nobody is left, sql: order.sql, expect: [[1, 5]] }
              - { name: Broken, sql: broken.sql }
            """);
        shop.file("shop/broken.sql", "INSERT INTO orders (user_id) VALUES (999);");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.outcome()).isEqualTo("failed");
        assertThat(ran.committed()).isTrue();
        assertThat(ran.messages())
                .contains("A new user can order: expected (2, 5), found (1, 5)")
                .contains("orders_user_id_fkey")
                .contains("The reset itself is committed and stays");
        assertThat(step(ran, "smoke-nobody-is-left").get("status").asString()).isEqualTo("passed");
        assertThat(ran.record().get("notes").toString())
                .contains("Done, committed, and there to stay: orders lost 300 rows")
                .contains("Failed: A new user can order, Broken.")
                .contains("restore --backup <file of the backup> --target test --execute " + shop.databaseName());
        assertThat(shop.count("orders")).isZero();
    }

    @Test
    void aConstraintThatIsCheckedAtTheCommitOnlyIsChecked() {
        shop.execute("CREATE TABLE codes (id int PRIMARY KEY, up int REFERENCES codes DEFERRABLE INITIALLY DEFERRED)");
        shop.file("shop/late.sql", "INSERT INTO codes VALUES (1, 2);");
        shop.suite(Playground.SUITE.replace("protect: [products]", "protect: [products]\nignore: [codes]")
                + "smoke:\n  - { name: Late, sql: late.sql }\n");

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.messages()).contains("codes_up_fkey");
    }

    @Test
    void anExpectationNeedsRows() {
        shop.file("shop/no-rows.sql", "UPDATE products SET name = 'x';");
        suite("  - { name: No rows, sql: no-rows.sql, expect: empty }\n");

        Ran ran = shop.reset();

        assertThat(ran.messages()).contains("its last statement gives no rows");
        assertThat(shop.number("SELECT count(*) FROM products WHERE name = 'x'"))
                .isZero();
    }

    @Test
    void commandsAreHeldAgainstExitAndOutput() {
        suite("""
              - command: { run: [sh, -c, "echo ready"], output: ready }
              - { name: Worker, command: { run: [sh, -c, "echo gone; exit 3"] } }
            """);

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.messages())
                .contains("Worker: command 'sh -c echo gone; exit 3' ended with exit code 3 instead of 0");
    }

    @Test
    void aServerThatIsFastEnoughForAWhilePasses() throws IOException {
        try (Web web = Web.answering("{\"state\": \"up\"}")) {
            shop.environment.put("APP_URL", web.url());
            suite("  - http: { url: env:APP_URL/health, json: { /state: up }, for: 1s, average: 20s }\n");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(web.asked()).isGreaterThan(1);
        }
    }

    @Test
    void aServerThatIsTooSlowOnAverageFails() throws IOException {
        try (Web web = Web.slow("{}", Duration.ofMillis(30))) {
            shop.environment.put("APP_URL", web.url());
            suite("  - { name: Fast, http: { url: env:APP_URL/health, for: 1s, average: 5ms } }\n");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.messages()).contains("ms on average over " + web.asked() + " requests, more than 5 ms");
        }
    }

    @Test
    void oneWrongAnswerEndsTheWhile() throws IOException {
        try (Web web = Web.answering("{\"state\": \"down\"}")) {
            shop.environment.put("APP_URL", web.url());
            suite("  - { name: Up, http: { url: env:APP_URL/health, json: { /state: up }, for: 5m, average: 5s } }\n");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(5);
            assertThat(ran.messages())
                    .contains("Up: request 1: GET env:APP_URL/health says down at /state instead of up");
            assertThat(web.asked()).isEqualTo(1);
        }
    }

    @Test
    void aLogIsReadFromTheCommitOn() throws IOException {
        Path log = folder.resolve("app.log");
        Files.writeString(log, "ERROR of last week\n");
        shop.environment.put("APP_TOKEN", "t0ken-t0ken");
        String smoke = "smoke:\n  - log: { path: \"" + log + "\" }\n";
        shop.suite(Playground.SUITE + smoke);
        assertThat(shop.reset().exitCode()).isZero();

        shop.suite(Playground.SUITE + smoke
                + "hooks:\n  after-commit: [ { run: [sh, -c, 'echo \"ERROR no row, token t0ken-t0ken\" >> \"" + log
                + "\"'] } ]\n");
        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.messages())
                .contains("got 1 line with 'ERROR' since the commit: ERROR no row, token ***")
                .doesNotContain("last week");
    }

    @Test
    void aLogThatIsNotThereIsNoGoodSign() {
        suite("  - log: { path: \"" + folder.resolve("none.log") + "\" }\n");

        assertThat(shop.reset().messages()).contains("cannot be read, so nobody knows what it says");
    }

    @Test
    void aMethodOfASuiteClassIsRunAndRolledBack() {
        shop.java("shop.Shop", """
                @ResetSuite(file = "suite.yaml")
                public class Shop {
                    @Smoke void productsAreThere(Database db) { assertThat(db.table("products")).hasRows(5); }
                    @Smoke(rehearse = true) void nobodyIsLeft(Database db) {
                        if (db.number("select nextval('orders_id_seq')") < 1) { throw new AssertionError("no number"); }
                        throw new AssertionError("somebody is left");
                    }
                }
                """);

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.messages()).contains("Nobody is left: somebody is left");
        assertThat(step(ran, "smoke-products-are-there").get("status").asString())
                .isEqualTo("passed");
    }

    private void suite(String smoke) {
        shop.suite(Playground.SUITE + "smoke:\n" + smoke);
    }

    private static JsonNode step(Ran ran, String id) {
        List<JsonNode> found =
                ran.steps().filter(step -> step.get("id").asString().equals(id)).toList();
        assertThat(found).as(id).hasSize(1);
        return found.get(0);
    }
}
