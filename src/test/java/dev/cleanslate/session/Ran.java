package dev.cleanslate.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run left: its exit code and its record. */
record Ran(int exitCode, JsonNode record, Path folder) {

    static Ran latest(int exitCode, Path reports) {
        try (Stream<Path> files = Files.walk(reports)) {
            Path newest = files.filter(file -> file.endsWith("run.json"))
                    .max(Comparator.comparing(Ran::modified))
                    .orElseThrow(() -> new AssertionError("no run.json below " + reports));
            return new Ran(exitCode, new JsonMapper().readTree(Files.readAllBytes(newest)), newest.resolveSibling("."));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    private static java.nio.file.attribute.FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    String outcome() {
        return record.get("outcome").asString();
    }

    boolean committed() {
        return record.get("committed").asBoolean();
    }

    /** The messages of the steps that are red, in order. */
    String messages() {
        return String.join(
                "\n",
                steps().filter(step -> List.of("failed", "refused")
                                .contains(step.get("status").asString()))
                        .map(step -> step.get("message").asString())
                        .toList());
    }

    /** What the plan warns of, one a line. */
    String warnings() {
        return StreamSupport.stream(record.get("plan").get("warnings").spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining("\n"));
    }

    Stream<JsonNode> steps() {
        return StreamSupport.stream(record.get("steps").spliterator(), false);
    }

    long removed(String table) {
        return StreamSupport.stream(record.get("tables").spliterator(), false)
                .filter(entry -> entry.get("name").asString().equals(table))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + table + " in the record"))
                .get("removed")
                .asLong();
    }
}
