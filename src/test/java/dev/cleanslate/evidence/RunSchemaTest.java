package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.record.FindingResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schema against records: the words of JSON Schema that it uses, and no other. */
class RunSchemaTest {

    private static final Set<String> KNOWN = Set.of(
            "$schema",
            "$id",
            "title",
            "description",
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "minimum",
            "maximum",
            "pattern");

    @TempDir
    Path folder;

    private final JsonNode schema = schema();

    private static JsonNode schema() {
        try (InputStream in = RunSchemaTest.class.getResourceAsStream("run.schema.json")) {
            return RecordFile.read(Objects.requireNonNull(in, "run.schema.json").readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode record(GymRun run) {
        PrintStream warnings = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (Journal journal = Journal.open(folder.resolve("journal.jsonl"), warnings)) {
            Recorder recorder = new Recorder(folder.resolve("run.json"), journal, warnings);
            run.tell((at, event) -> {
                journal.on(at, event);
                recorder.on(at, event);
            });
            return RecordFile.read(recorder.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> faults(JsonNode schema, JsonNode value) {
        List<String> faults = new ArrayList<>();
        check(schema, value, "", faults);
        return faults;
    }

    private static void check(JsonNode schema, JsonNode value, String at, List<String> faults) {
        schema.propertyNames().stream()
                .filter(w -> !KNOWN.contains(w))
                .forEach(w -> faults.add(at + ": the test knows no " + w));
        if (!schema.path("description").isString() && !at.endsWith("]")) {
            faults.add(at + " is not described");
        }
        List<String> types = schema.path("type").isArray()
                ? schema.path("type").valueStream().map(JsonNode::asString).toList()
                : List.of(schema.path("type").asString());
        if (!types.contains(typeOf(value))) {
            faults.add(at + " is " + typeOf(value) + ", not " + types);
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            faults.add(at + " may not be " + value);
        }
        if (schema.has("const") && !schema.path("const").equals(value)) {
            faults.add(at + " may not be " + value);
        }
        if (schema.has("minimum")
                && value.isNumber()
                && value.asLong() < schema.path("minimum").asLong()) {
            faults.add(at + " is too small: " + value);
        }
        if (schema.has("pattern")
                && !value.asString().matches(schema.path("pattern").asString())) {
            faults.add(at + " does not match: " + value);
        }
        if (value.isObject()) {
            schema.path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .filter(name -> !value.has(name))
                    .forEach(name -> faults.add(at + "." + name + " is missing"));
            for (Map.Entry<String, JsonNode> property : value.properties()) {
                String path = at + "." + property.getKey();
                if (schema.path("properties").has(property.getKey())) {
                    check(schema.path("properties").path(property.getKey()), property.getValue(), path, faults);
                } else {
                    faults.add(path + " is not in the schema");
                }
            }
        }
        if (value.isArray()) {
            value.valueStream().forEach(item -> check(schema.path("items"), item, at + "[]", faults));
        }
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "nothing";
        };
    }

    @Nested
    class Describes {

        @Test
        void everyRecordThatIsWritten() {
            assertThat(faults(schema, record(GymRun.passed()))).isEmpty();
        }

        @Test
        void aRecordOfARefusedPlan() {
            assertThat(faults(schema, record(GymRun.refused()))).isEmpty();
        }

        @Test
        void aCertification() {
            assertThat(faults(schema, record(GymHandOff.run()))).isEmpty();
        }

        @Test
        void aRecordThatHasOnlyBegun() {
            assertThat(faults(
                            schema,
                            record(new GymRun().and(GymRun.passed().events().get(0)))))
                    .isEmpty();
        }

        @Test
        void aFinding() {
            JsonNode finding = RecordFile.read(RecordFile.compact(new FindingResult(
                            "demo-email/users.email",
                            "demo-email",
                            "users",
                            Optional.of("email"),
                            3,
                            "critical",
                            Optional.of("j***@t***.com"),
                            List.of(List.of("1")),
                            "Remove them.",
                            "The domain is reserved.",
                            12.5,
                            Optional.of("2026-01-02 03:04:05+00"),
                            Optional.empty(),
                            Optional.of(new FindingResult.Waived("ops", "support account", "2027-01-31"))))
                    .getBytes(StandardCharsets.UTF_8));

            assertThat(faults(schema.path("properties").path("findings").path("items"), finding))
                    .isEmpty();
        }

        @Test
        void noFieldThatRecordsDoNotHave() {
            JsonNode record = record(GymRun.passed());
            assertThat(new TreeSet<>(schema.path("properties").propertyNames()))
                    .isEqualTo(new TreeSet<>(record.propertyNames()));
        }
    }

    @Nested
    class Rejects {

        private ObjectNode good() {
            return (ObjectNode) record(GymRun.passed());
        }

        @Test
        void aMissingAnUnknownAndAMistypedField() {
            ObjectNode record = good();
            record.remove("outcome");
            record.put("surprise", 1);
            record.putNull("exitCode");

            assertThat(faults(schema, record))
                    .containsExactlyInAnyOrder(
                            ".outcome is missing",
                            ".surprise is not in the schema",
                            ".exitCode is null, not [integer]");
        }

        @Test
        void aCountThatIsNull() {
            ObjectNode record = good();
            ((ObjectNode) record.path("tables").path(0)).putNull("removed");

            assertThat(faults(schema, record)).containsExactly(".tables[].removed is null, not [integer]");
        }
    }
}
