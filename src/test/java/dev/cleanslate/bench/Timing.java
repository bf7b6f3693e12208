package dev.cleanslate.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a reset's time went, by its own journal. {@code transaction}: BEGIN to COMMIT; {@code counting}: the part of it
 * in which rows were counted and fingerprinted.
 */
record Timing(long process, long transaction, long counting, Map<String, Long> steps) {

    /** Told right before BEGIN; "committed" is told right after COMMIT. */
    private static final String LOCKING = "locking the tables";

    private static final String COUNTING = "counting rows and fingerprinting";

    static Timing of(long process, List<String> journal) {
        var mapper = new JsonMapper();
        List<JsonNode> lines = journal.stream().map(mapper::readTree).toList();
        Instant begun = lines.stream()
                .filter(line -> LOCKING.equals(line.path("what").asString("")))
                .map(Timing::when)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The journal has no \"" + LOCKING + "\"."));
        Instant committed = lines.stream()
                .filter(Timing::committed)
                .map(Timing::when)
                .findFirst()
                .orElseThrow();
        long counting = 0;
        boolean counted = false;
        var steps = new TreeMap<String, Long>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            JsonNode line = lines.get(i);
            if (COUNTING.equals(line.path("what").asString(""))) {
                counted = true;
                counting += Duration.between(when(line), when(next(lines, i))).toMillis();
            }
            if (line.get("event").asString().equals("step-finished")) {
                steps.put(line.get("id").asString(), line.get("millis").asLong());
            }
        }
        if (!counted) {
            throw new IllegalStateException("The journal has no \"" + COUNTING
                    + "\", so counting cannot be told apart from the wipe. Is it called something else now?");
        }
        return new Timing(process, Duration.between(begun, committed).toMillis(), counting, steps);
    }

    /** What is committed on a copy is not committed in the database, and so it is only noted. */
    private static boolean committed(JsonNode line) {
        return line.get("event").asString().equals("committed")
                || line.path("text").asString("").startsWith("Committed on the copy");
    }

    /** Progress is told while the same thing goes on. */
    private static JsonNode next(List<JsonNode> lines, int after) {
        return lines.subList(after + 1, lines.size()).stream()
                .filter(line -> !line.get("event").asString().equals("progress"))
                .findFirst()
                .orElseThrow();
    }

    private static Instant when(JsonNode line) {
        return Instant.parse(line.get("at").asString());
    }

    /** The wipe itself: the transaction without counting. */
    long wipe() {
        return transaction - counting;
    }

    long step(String id) {
        return Objects.requireNonNull(steps.get(id), () -> "the journal has no step " + id);
    }

    static long median(List<Long> values) {
        var sorted = new ArrayList<>(values);
        sorted.sort(null);
        return sorted.get(sorted.size() / 2);
    }
}
