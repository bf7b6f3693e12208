package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The bakeries of {@code suites/bakery}: what goes, what stays, and in which schema. */
class BakerySuiteTest {

    private static final Map<String, Integer> GOES = new TreeMap<>(Map.of(
            "bank_transactions", 108,
            "debts", 2,
            "sales", 28,
            "expenses", 24,
            "sale_items", 140,
            "production_items", 140,
            "production_logs", 28,
            "stock_movements", 154,
            "customers", 8,
            "products", 40));
    private static final Map<String, Integer> STAYS = new TreeMap<>(
            Map.of("restaurants", 2, "users", 3, "user_restaurants", 4, "inventory_items", 30, "suppliers", 5));
    private static final String DEFINITIONS = """
            r.id, r.name, r.currency, r.updated_at, i.id, i.name, i.unit, i.unit_cost, i.supplier_id, i.updated_at)
            FROM restaurants r JOIN inventory_items i ON i.restaurant_id = r.id ORDER BY i.id""";

    @TempDir
    private Path folder = Path.of("");

    private ShippedSuite bakery = new ShippedSuite("bakery", folder);

    @BeforeEach
    void aCopyOfTheSuite() {
        bakery = ShippedSuite.copied("bakery", folder);
    }

    @Test
    void isRehearsedAndThenResetWithTheCountsOfTheRealCase() {
        assertThat(bakery.demo()).isZero();

        assertThat(bakery.records())
                .extracting(record -> record.get("command").asString())
                .containsExactly("rehearse", "reset");
        for (JsonNode record : bakery.records()) {
            assertThat(record.get("outcome").asString()).isEqualTo("passed");
            assertThat(tables(record, "wipe", "removed")).isEqualTo(GOES);
            assertThat(tables(record, "wipe", "after").values()).containsOnly(0);
            assertThat(tables(record, "protect|reset", "before")).isEqualTo(STAYS);
            assertThat(tables(record, "protect|reset", "after")).isEqualTo(STAYS);
        }
        assertThat(statuses(bakery.records().get(1)))
                .containsEntry("The first sale lands in the till and a delivery on the shelf", "passed")
                .containsEntry("A third bakery can be opened, with a page of its own", "passed")
                .containsEntry("A third bakery can be opened", "skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void bringsEveryBalanceToZeroAndKeepsTheDefinitionsInBothSchemas(String schema) {
        var database = filled(schema);
        var before = ShippedSuite.rows(database, DEFINITIONS);
        assertThat(before).hasSize(30);
        assertThat(balances(database)).isNotZero();

        Ran ran = bakery.reset(database);

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(tables(ran.record(), "wipe", "removed")).isEqualTo(GOES);
        assertThat(balances(database)).isZero();
        assertThat(ShippedSuite.rows(database, DEFINITIONS)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void removesNothingTheSecondTimeAndPasses(String schema) {
        var database = filled(schema);
        assertThat(bakery.reset(database).exitCode()).isZero();

        Ran again = bakery.reset(database);

        assertThat(again.exitCode()).as(again.messages()).isZero();
        assertThat(tables(again.record(), "wipe", "removed").values()).containsOnly(0);
        assertThat(tables(again.record(), "protect|reset", "after")).isEqualTo(STAYS);
    }

    @Test
    void refusesASchemaBetweenTheTwo() {
        var database = bakery.filled(TestDatabases.NEWEST, bakery.text("schema.production.sql"));
        database.run("ALTER TABLE restaurants ADD COLUMN slug text");

        Ran ran = bakery.reset(database);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.messages())
                .contains("is none of the variants of suite \"bakery\"")
                .contains("not development, since restaurants.timezone is not there")
                .contains("not production, since restaurants.slug is there");
        assertThat(balances(database)).isNotZero();
    }

    @Test
    void saysWhichSchemaItMetAndWhatItLeftOutForIt() {
        JsonNode development = bakery.reset(filled("development")).record();
        JsonNode production = bakery.reset(filled("production")).record();

        assertThat(development.at("/plan/variant/name").asString()).isEqualTo("development");
        assertThat(development.at("/plan/variant/leftOut").toString())
                .isEqualTo("[\"smoke test \\\"A third bakery can be opened\\\" of variant production\"]");
        assertThat(production.at("/plan/variant/name").asString()).isEqualTo("production");
        assertThat(production.at("/plan/variant/leftOut").toString())
                .contains("check \\\"Every bakery keeps its page and its clock\\\" of variant development");
        assertThat(statuses(production))
                .containsEntry("Every bakery keeps its page and its clock", "skipped")
                .containsEntry("A third bakery can be opened", "passed");
        assertThat(production.at("/plan/digest")).isNotEqualTo(development.at("/plan/digest"));
    }

    @Test
    void refusesATableThatItsAuthorNeverSaw() {
        var database = filled("production");
        database.run("CREATE TABLE loyalty_cards (id int PRIMARY KEY)");

        Ran ran = bakery.reset(database);

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.messages()).contains("loyalty_cards");
    }

    @Test
    void isStoppedWhereATriggerWritesToAColumnThatItDoesNotName() {
        String yaml = bakery.text("suite.yaml").replace("    - trigger_touch_restaurant\n", "");
        bakery.file("bakery/suite.yaml", yaml);
        var database = filled("development");

        Ran ran = bakery.reset(database);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.messages()).contains("restaurants has another fingerprint", "trigger_touch_restaurant");
    }

    @Test
    void aCredentialInAFileIsRefusedAndNotRepeated() {
        bakery.targets("  real: { url: \"postgresql://baker:brioche-7@127.0.0.1:1/bakery\", suite: bakery }\n");

        Ran ran = bakery.reset(filled("production"));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.messages()).contains("targets.yaml:2:").doesNotContain("brioche-7");
    }

    private TestDatabases.Database filled(String schema) {
        return schema.equals("production")
                ? bakery.filled(TestDatabases.OLDEST, bakery.text("schema.production.sql"))
                : bakery.filled(TestDatabases.NEWEST);
    }

    private static long balances(TestDatabases.Database database) {
        String sql = """
                (SELECT count(*) FROM restaurants WHERE cash_balance <> 0 OR orange_money_balance <> 0 OR card_balance <> 0)
                + (SELECT count(*) FROM inventory_items WHERE stock <> 0))""";
        return Long.parseLong(ShippedSuite.rows(database, sql).get(0));
    }

    private static Map<String, String> statuses(JsonNode record) {
        Map<String, String> statuses = new TreeMap<>();
        record.get("steps")
                .valueStream()
                .forEach(step -> statuses.put(
                        step.get("name").asString(), step.get("status").asString()));
        return statuses;
    }

    private static Map<String, Integer> tables(JsonNode record, String fates, String number) {
        Map<String, Integer> found = new TreeMap<>();
        record.get("tables")
                .valueStream()
                .filter(table -> table.get("fate").asString().matches(fates))
                .forEach(table -> found.put(
                        table.get("name").asString(), table.get(number).asInt()));
        return found;
    }
}
