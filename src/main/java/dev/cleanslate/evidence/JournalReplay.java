package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.FindingResult;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.seal.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A journal told once more, to be held against the record that was made of the same events. */
final class JournalReplay {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Comparator<JsonNode> FINDINGS =
            FindingResult.inOrder(text("severity"), text("table"), text("detector"), text("column"));

    private final Map<String, JsonNode> last = new LinkedHashMap<>();
    private final Map<String, JsonNode> measured = new LinkedHashMap<>();
    private final Map<String, StepSeen> steps = new LinkedHashMap<>();
    private final List<JsonNode> attempts = new ArrayList<>();
    private final List<JsonNode> found = new ArrayList<>();
    private final List<JsonNode> scanned = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();

    JournalReplay(byte[] journal) {
        for (byte[] line : JournalCheck.split(journal)) {
            if (line.length > 0) {
                take(RecordFile.read(line));
            }
        }
    }

    private static Function<JsonNode, String> text(String field) {
        return finding -> finding.path(field).asString("");
    }

    private void take(JsonNode line) {
        String event = line.path("event").asString("");
        last.put(event, line);
        switch (event) {
            case "table-measured" -> measured(line);
            case "tables-proved" -> line.path("tables").values().forEach(this::measured);
            case "step-started" ->
                steps.computeIfAbsent(line.path("id").asString(""), id -> new StepSeen())
                        .begin(line);
            case "step-finished" ->
                steps.computeIfAbsent(line.path("id").asString(""), id -> new StepSeen()).end = line;
            case "read" ->
                steps.computeIfAbsent(line.path("id").asString(""), id -> new StepSeen()).read = line.path("readings");
            case "progress" -> {
                StepSeen step = steps.get(line.path("id").asString(""));
                if (step != null) {
                    step.done.put(line.path("what").asString(""), line);
                }
            }
            case "found" -> found.add(line);
            case "table-scanned" -> scanned.add(line);
            case "note" -> notes.add(line.path("text").asString(""));
            case "attempt-failed" -> {
                attempts.add(line);
                measured.clear();
                last.remove("committing");
            }
            default -> {
                // Progress and the like leave no trace in the record.
            }
        }
    }

    private void measured(JsonNode table) {
        measured.put(table.path("table").asString(""), table);
    }

    /** What the record says otherwise, each with the path of the field. Of a run without an end, only how it began. */
    List<String> differences(JsonNode record) {
        JsonNode started = line("run-started");
        for (String field : List.of("run", "command", "suite", "target", "tool", "language")) {
            same(field, record.path(field), started.path(field));
        }
        same("startedAt", record.path("startedAt"), started.path("at"));
        text("schema", record.path("schema"), RunRecord.SCHEMA);
        JsonNode end = last.get("run-finished");
        if (end != null) {
            ended(record, end);
        } else if (!record.path("plan").isNull()) {
            plan(record);
        }
        return differences;
    }

    private void ended(JsonNode record, JsonNode end) {
        same("finishedAt", record.path("finishedAt"), end.path("at"));
        for (String field : List.of("outcome", "exitCode", "committed", "message")) {
            same(field, record.path(field), end.path(field));
        }
        number(
                "attempts",
                record.path("attempts"),
                Math.max(end.path("attempts").asLong(0), attempts.size()));
        commit(record.path("commit"), end);
        JsonNode known = last.get("database-known");
        if (known != null) {
            same("database.name", record.at("/database/name"), known.path("database"));
            for (String field : List.of("serverVersion", "address", "systemIdentifier", "role")) {
                same("database." + field, record.path("database").path(field), known.path(field));
            }
        }
        JsonNode people = line("contacts").path("people");
        same("contacts", record.path("contacts"), people.isMissingNode() ? JSON.createArrayNode() : people);
        plan(record);
        rehearsal(record.path("rehearsal"));
        certification(record.path("certification"));
        storage(record.path("storage"));
        tables(record);
        steps(record.path("steps"));
        failedAttempts(record.path("failedAttempts"));
        findings(record.path("findings"));
        scanned(record.path("scan"));
        List<String> said = record.path("notes")
                .valueStream()
                .map(note -> note.asString(""))
                .toList();
        notes.stream().filter(note -> !said.contains(note)).forEach(note -> differ("notes", said, note));
    }

    private void commit(JsonNode commit, JsonNode end) {
        JsonNode committed = last.get("committed");
        JsonNode committing = last.get("committing");
        boolean done = end.path("committed").asBoolean(false);
        boolean doubt = !done && committing != null && end.path("exitCode").asInt(0) == 5;
        text("commit.state", commit.path("state"), done ? "done" : doubt ? "in-doubt" : "none");
        JsonNode transaction = committed != null ? committed : committing;
        if ((done || doubt) && transaction != null) {
            same("commit.transaction", commit.path("transaction"), transaction.path("transaction"));
        } else {
            text("commit.transaction", commit.path("transaction"), "");
        }
    }

    private void plan(JsonNode record) {
        JsonNode planned = last.get("planned");
        JsonNode plan = record.path("plan");
        if (planned == null) {
            return;
        }
        for (String field : List.of("digest", "suiteDigest", "schemaFingerprint")) {
            same("plan." + field, plan.path(field), planned.path(field));
        }
        if (planned.has("content")) {
            Object tree = JSON.treeToValue(plan, Object.class);
            text("plan", planned.path("content"), tree == null ? "" : Digest.ofJson(tree));
        }
        for (int i = 0; i < record.path("tables").size(); i++) {
            JsonNode table = record.path("tables").path(i);
            for (String field : List.of("name", "fate", "strategy", "reason")) {
                same(
                        "tables[" + i + "]." + field,
                        table.path(field),
                        plan.path("tables").path(i).path(field));
            }
        }
    }

    private void rehearsal(JsonNode recorded) {
        JsonNode told = last.get("rehearsed");
        Object tree = recorded.isMissingNode() ? null : JSON.treeToValue(recorded, Object.class);
        text("rehearsal", recorded.path("run"), told == null ? "" : spelled(told.path("run")));
        if (told != null && tree != null) {
            text("rehearsal", told.path("content"), Digest.ofJson(tree));
        } else if (tree != null) {
            differ("rehearsal", recorded, "");
        }
    }

    private void certification(JsonNode recorded) {
        JsonNode told = line("certified");
        Object tree = recorded.isObject() ? JSON.treeToValue(recorded, Object.class) : null;
        text("certification.verdict", recorded.path("verdict"), spelled(told.path("verdict")));
        if (tree != null) {
            text("certification", told.path("content"), Digest.ofJson(tree));
        }
    }

    private void storage(JsonNode recorded) {
        JsonNode told = line("storage");
        Object tree = recorded.isObject() ? JSON.treeToValue(recorded, Object.class) : null;
        text("storage.bucket", recorded.path("bucket"), spelled(told.path("bucket")));
        if (tree != null) {
            text("storage", told.path("content"), Digest.ofJson(tree));
        }
    }

    private void tables(JsonNode record) {
        for (JsonNode table : record.path("tables").values()) {
            String name = table.path("name").asString("");
            JsonNode line = measured.getOrDefault(name, measured.get("public." + name));
            String path = "tables." + name;
            text(path + ".measured", table.path("measured"), String.valueOf(line != null));
            for (String field : List.of("before", "after", "removed")) {
                number(
                        path + "." + field,
                        table.path(field),
                        line == null ? 0 : line.path(field).asLong(0));
            }
            for (String field : List.of("fingerprintBefore", "fingerprintAfter")) {
                String told = line == null ? "" : line.path(field).asString("");
                text(path + "." + field, table.path(field), told);
            }
        }
    }

    private void steps(JsonNode recorded) {
        List<StepSeen> seen = List.copyOf(steps.values());
        number("steps", JSON.valueToTree(recorded.size()), seen.size());
        for (int i = 0; i < Math.min(recorded.size(), seen.size()); i++) {
            JsonNode step = recorded.path(i);
            String path = "steps." + step.path("id").asString("");
            JsonNode end = seen.get(i).end;
            JsonNode start = seen.get(i).start;
            if (end != null) {
                for (String field : List.of("id", "stage", "name", "status", "millis", "message")) {
                    same(path + "." + field, step.path(field), end.path(field));
                }
            }
            JsonNode read = seen.get(i).read;
            JsonNode readings = step.path("readings");
            text(path + ".readings", readings, read == null ? readings.isMissingNode() ? "" : "[]" : spelled(read));
            for (String field : List.of("place", "parent")) {
                text(path + "." + field, step.path(field), start == null ? "" : spelled(start.path(field)));
            }
            text(path + ".startedAt", step.path("startedAt"), start == null ? "" : spelled(start.path("at")));
            done(path, step.path("done"), List.copyOf(seen.get(i).done.values()));
        }
    }

    private void done(String path, JsonNode recorded, List<JsonNode> told) {
        number(path + ".done", JSON.valueToTree(recorded.size()), told.size());
        for (int i = 0; i < Math.min(recorded.size(), told.size()); i++) {
            for (String field : List.of("what", "rows", "millis")) {
                same(
                        path + ".done[" + i + "]." + field,
                        recorded.path(i).path(field),
                        told.get(i).path(field));
            }
        }
    }

    private void failedAttempts(JsonNode recorded) {
        number("failedAttempts", JSON.valueToTree(recorded.size()), attempts.size());
        for (int i = 0; i < Math.min(recorded.size(), attempts.size()); i++) {
            for (String field : List.of("attempt", "step", "sqlState", "message", "blockers")) {
                same(
                        "failedAttempts[" + i + "]." + field,
                        recorded.path(i).path(field),
                        attempts.get(i).path(field));
            }
        }
    }

    /** The journal tells them as they came; a record puts them in order, and did not always. */
    private void findings(JsonNode recorded) {
        if (recorded.valueStream()
                .toList()
                .equals(recorded.valueStream().sorted(FINDINGS).toList())) {
            found.sort(FINDINGS);
        }
        number("findings", JSON.valueToTree(recorded.size()), found.size());
        for (int i = 0; i < Math.min(recorded.size(), found.size()); i++) {
            for (String field : recorded.path(i).propertyNames()) {
                same(
                        "findings[" + i + "]." + field,
                        recorded.path(i).path(field),
                        found.get(i).path(field));
            }
        }
    }

    private void scanned(JsonNode recorded) {
        if (scanned.isEmpty() && (recorded.isMissingNode() || recorded.isNull())) {
            return;
        }
        number("scan.tables", recorded.path("tables"), scanned.size());
        number(
                "scan.rows",
                recorded.path("rows"),
                scanned.stream().mapToLong(line -> line.path("rows").asLong()).sum());
        same("scan.comparison", recorded.path("comparison"), line("compared").path("comparison"));
        List<JsonNode> inOrder = scanned.stream()
                .sorted(Comparator.comparing(line -> line.path("table").asString("")))
                .toList();
        for (String list : List.of("columns", "sampled", "unread")) {
            List<String> told = told(inOrder, list);
            List<String> said =
                    recorded.path(list).valueStream().map(JsonNode::toString).toList();
            if (!told.equals(said) && !told(scanned, list).equals(said)) {
                differ("scan." + list, said, told.toString());
            }
        }
    }

    private static List<String> told(List<JsonNode> tables, String list) {
        return tables.stream()
                .flatMap(line -> line.path(list).valueStream())
                .map(JsonNode::toString)
                .toList();
    }

    private JsonNode line(String event) {
        return Objects.requireNonNullElse(last.get(event), JSON.createObjectNode());
    }

    private void same(String path, JsonNode recorded, JsonNode told) {
        // Of an object the fields may stand in another order.
        if (recorded.isObject() && recorded.equals(told)) {
            return;
        }
        text(path, recorded, spelled(told));
    }

    private void number(String path, JsonNode recorded, long told) {
        text(path, recorded, String.valueOf(told));
    }

    private void text(String path, JsonNode recorded, String told) {
        if (!spelled(recorded).equals(told)) {
            differ(path, spelled(recorded), told);
        }
    }

    private void differ(String path, Object recorded, String told) {
        differences.add(path + " is " + quoted(String.valueOf(recorded)) + ", the journal has " + quoted(told));
    }

    /** What is left out of the journal is null in the record. */
    private static String spelled(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? "" : node.isString() ? node.asString() : node.toString();
    }

    private static String quoted(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length <= 80 ? "\"" + text + "\"" : "\"" + text.substring(0, Math.min(40, text.length())) + "…\"";
    }

    private static final class StepSeen {
        private @Nullable JsonNode start;
        private @Nullable JsonNode end;
        private @Nullable JsonNode read;
        private final Map<String, JsonNode> done = new LinkedHashMap<>();

        private void begin(JsonNode line) {
            start = line;
            end = null;
            read = null;
            done.clear();
        }
    }
}
