package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When a run tells what it proved of each table: what is green after the commit, what is red instead of it. */
class ToldTest {

    @TempDir
    Path folder;

    private List<JsonNode> journal(Playground shop) throws IOException {
        var mapper = new JsonMapper();
        return Files.readAllLines(Journals.find(shop.reports).orElseThrow()).stream()
                .map(mapper::readTree)
                .toList();
    }

    private static boolean is(JsonNode line, String event, String field, String value) {
        return line.get("event").asString().equals(event)
                && line.path(field).asString("").equals(value);
    }

    private static int only(List<JsonNode> journal, String event, String field, String value) {
        List<Integer> found = IntStream.range(0, journal.size())
                .filter(i -> is(journal.get(i), event, field, value))
                .boxed()
                .toList();
        assertThat(found).as(event + " " + value).hasSize(1);
        return found.get(0);
    }

    @Test
    void theFiguresOfAllTablesStandInTheJournalBeforeTheCommitAndEachHasItsTestAfterIt() throws IOException {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        List<JsonNode> journal = journal(shop);
        int proved = only(journal, "tables-proved", "id", "proof");
        int committing = IntStream.range(0, journal.size())
                .filter(i -> journal.get(i).get("event").asString().equals("committing"))
                .findFirst()
                .orElseThrow();
        assertThat(proved).isLessThan(committing);
        assertThat(journal.get(proved)
                        .get("tables")
                        .valueStream()
                        .map(table -> table.get("table").asString()))
                .contains("products", "users", "orders", "audit");
        int told = only(journal, "step-started", "id", "proof-orders");
        assertThat(told).isGreaterThan(committing);
        assertThat(journal.get(told).get("parent").asString()).isEqualTo("tables");
        assertThat(journal.get(told).get("name").asString()).startsWith("orders is wiped: ");
        assertThat(ran.removed("orders")).isPositive();
        assertThat(Verification.of(ran.folder().normalize(), Optional.empty()).exitCode())
                .isZero();
    }

    @Test
    void aTableThatObjectsIsARedTestAmongAllTheOthersAndNothingIsCommitted() throws IOException {
        Playground shop =
                Playground.shop(TestDatabases.NEWEST, folder).suite(Playground.SUITE.replace(", audit: 0", ""));
        shop.execute("CREATE FUNCTION refill() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN INSERT INTO audit (what) VALUES ('again'); RETURN NULL; END $$;"
                + "CREATE TRIGGER refilled AFTER DELETE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refill();"
                + "INSERT INTO audit (what) VALUES ('x')");
        String before = shop.state();

        Ran ran = shop.reset();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(shop.state()).isEqualTo(before);
        List<JsonNode> journal = journal(shop);
        assertThat(journal)
                .noneMatch(line -> List.of("committing", "tables-proved")
                        .contains(line.get("event").asString()))
                .anyMatch(line -> is(line, "step-finished", "id", "proof-audit")
                        && line.get("status").asString().equals("failed"))
                .anyMatch(line -> is(line, "step-finished", "id", "proof-orders")
                        && line.get("status").asString().equals("passed"))
                .anyMatch(line -> is(line, "step-finished", "id", "tables")
                        && line.get("status").asString().equals("skipped"));
    }
}
