package dev.cleanslate.bench;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A scan by its own journal: its step, the largest table of it, and the most memory that its process had. */
record Scanned(long step, long table, double peakMegabytes) {

    static Scanned of(List<String> journal, double peakMegabytes) {
        var mapper = new JsonMapper();
        long step = 0;
        long table = 0;
        for (String text : journal) {
            JsonNode line = mapper.readTree(text);
            String event = line.get("event").asString();
            if (event.equals("step-finished") && line.get("id").asString().equals("scan")) {
                step = line.get("millis").asLong();
            } else if (event.equals("table-scanned")) {
                table = Math.max(table, line.get("millis").asLong());
            }
        }
        return new Scanned(step, table, peakMegabytes);
    }
}
