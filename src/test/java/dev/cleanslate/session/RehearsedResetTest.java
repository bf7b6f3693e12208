package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.engine.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A disposable target: a rehearsal on a clone, and then the reset, on a server that both share. */
class RehearsedResetTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aShopToThrowAway() throws IOException {
        file("targets.yaml", "targets:\n  demo: { embedded: 18, suites: [shop], disposable: true }\n");
        file(
                "shop/schema.sql",
                "CREATE TABLE products (id int PRIMARY KEY); CREATE TABLE orders (id serial PRIMARY KEY);");
        file(
                "shop/data.sql",
                "INSERT INTO products VALUES (1), (2); INSERT INTO orders SELECT g FROM generate_series(1, 7) g;");
        suite("rows: { orders: 0, products: 2 }");
    }

    @Test
    void leavesOneRecordEachAndCommitsOnlyTheSecond() throws IOException {
        assertThat(run()).isZero();

        List<JsonNode> records = records();
        assertThat(records).extracting(r -> r.get("command").asString()).containsExactly("rehearse", "reset");
        assertThat(records).extracting(r -> r.get("committed").asBoolean()).containsExactly(false, true);
        assertThat(records).extracting(r -> r.get("outcome").asString()).containsOnly("passed");
        assertThat(records).extracting(RehearsedResetTest::removedOrders).containsOnly(7L);
        assertThat(records.get(0).get("plan").get("digest"))
                .isEqualTo(records.get(1).get("plan").get("digest"));
    }

    @Test
    void isNoResetWhereTheRehearsalIsRed() throws IOException {
        suite("rows: { products: 3 }");

        assertThat(run()).isEqualTo(1);

        assertThat(records()).extracting(r -> r.get("command").asString()).containsExactly("rehearse");
        assertThat(records().get(0).get("committed").asBoolean()).isFalse();
    }

    @Test
    void doesWithoutARehearsalWhenToldTo() throws IOException {
        assertThat(Launch.run(invocation(true))).isZero();

        assertThat(records()).extracting(r -> r.get("command").asString()).containsExactly("reset");
    }

    private int run() {
        return Launch.run(invocation(false));
    }

    private Invocation invocation(boolean noRehearsal) {
        return new Invocation(
                Command.RESET,
                Optional.of("demo"),
                Optional.empty(),
                List.of(),
                folder.resolve("suites"),
                folder.resolve("reports"),
                Optional.empty(),
                noRehearsal,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString()));
    }

    private static long removedOrders(JsonNode record) {
        for (JsonNode table : record.get("tables")) {
            if (table.get("name").asString().equals("orders")) {
                return table.get("removed").asLong();
            }
        }
        return -1;
    }

    private void suite(String check) throws IOException {
        file(
                "shop/suite.yaml",
                "suite: shop\nprotect: [products]\nphases:\n  - name: Orders\n    wipe: [orders]\nchecks:\n  - " + check
                        + "\n");
    }

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve("suites").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** In the order in which they were begun. */
    private List<JsonNode> records() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("reports"))) {
            return files.filter(file -> file.endsWith("run.json"))
                    .map(file -> new JsonMapper().readTree(file.toFile()))
                    .sorted((a, b) -> a.get("startedAt")
                            .asString()
                            .compareTo(b.get("startedAt").asString()))
                    .toList();
        }
    }
}
