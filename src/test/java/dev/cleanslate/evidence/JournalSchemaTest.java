package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.run.RunEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schema of the journal against its lines. */
class JournalSchemaTest {

    private static final String SCHEMA = "journal.schema.json";

    private static List<JsonNode> lines(GymRun run) {
        List<JsonNode> lines = new ArrayList<>();
        run.tell((at, event) -> lines.add(line(at, event)));
        return lines;
    }

    private static JsonNode line(Instant at, RunEvent event) {
        return RecordFile.read(JournalLine.of(1, at, event, "0".repeat(64)).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void describesEveryLine() {
        for (GymRun run : List.of(GymRun.passed(), GymRun.failed(), GymRun.refused())) {
            assertThat(lines(run))
                    .allSatisfy(line ->
                            assertThat(PublishedSchemas.faults(SCHEMA, line)).isEmpty());
        }
    }

    @Test
    void knowsEveryEventAndNoOther() {
        Set<String> told = lines(GymRun.passed()).stream()
                .map(line -> line.path("event").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        told.add(Afterword.EVENT);
        assertThat(PublishedSchemas.named(SCHEMA)
                        .path("oneOf")
                        .valueStream()
                        .map(one -> one.path("title").asString()))
                .containsExactlyInAnyOrderElementsOf(told);
    }

    @Test
    void takesNoLineThatLacksOrAddsAField() {
        JsonNode finished = lines(GymRun.passed()).get(0);
        for (String field : finished.propertyNames()) {
            ObjectNode line = (ObjectNode) finished.deepCopy();
            line.remove(field);
            assertThat(PublishedSchemas.faults(SCHEMA, line)).as(field).isNotEmpty();
        }
        ObjectNode more = ((ObjectNode) finished.deepCopy()).put("surprise", 1);
        assertThat(PublishedSchemas.faults(SCHEMA, more)).isNotEmpty();
    }
}
