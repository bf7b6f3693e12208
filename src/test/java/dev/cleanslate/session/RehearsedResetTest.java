package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.engine.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private DemoShop shop = new DemoShop(folder);

    @BeforeEach
    void aShopToThrowAway() {
        shop = DemoShop.in(folder);
        suite("rows: { orders: 0, products: 2 }");
    }

    @Test
    void leavesOneRecordEachAndCommitsOnlyTheSecond() throws IOException {
        assertThat(shop.reset()).isZero();

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

        assertThat(shop.reset()).isEqualTo(1);

        assertThat(records()).extracting(r -> r.get("command").asString()).containsExactly("rehearse");
        assertThat(records().get(0).get("committed").asBoolean()).isFalse();
    }

    @Test
    void doesWithoutARehearsalWhenToldTo() throws IOException {
        assertThat(Launch.run(shop.invocation(Command.RESET, true, Map.of()))).isZero();

        assertThat(records()).extracting(r -> r.get("command").asString()).containsExactly("reset");
    }

    private static long removedOrders(JsonNode record) {
        for (JsonNode table : record.get("tables")) {
            if (table.get("name").asString().equals("orders")) {
                return table.get("removed").asLong();
            }
        }
        return -1;
    }

    private void suite(String check) {
        shop.suite("checks:\n  - " + check + "\n");
    }

    /** In the order in which they were begun. */
    private List<JsonNode> records() throws IOException {
        try (Stream<Path> files = Files.walk(shop.reports())) {
            return files.filter(file -> file.endsWith("run.json"))
                    .map(file -> new JsonMapper().readTree(file.toFile()))
                    .sorted((a, b) -> a.get("startedAt")
                            .asString()
                            .compareTo(b.get("startedAt").asString()))
                    .toList();
        }
    }
}
