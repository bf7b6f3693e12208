package dev.cleanslate.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Records as a database makes them that means harm, or that is very large. */
public final class Hostile {

    private static final String MARKUP =
            "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> &amp; \u202ecba\u0007\u001b[31m \ud83d\ude00 Ωμέγα ";
    static final String MARKUP_SHOWN = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=";

    private Hostile() {}

    private static ObjectNode passed() throws IOException {
        return (ObjectNode) RecordFile.read(
                Files.readAllBytes(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json")));
    }

    /** In every text of a record, but for the few words that the format itself fixes. */
    static byte[] record() throws IOException {
        ObjectNode record = passed();
        poison(record);
        record.put("message", MARKUP + "x".repeat(10_000 - MARKUP.length()));
        return bytes(record);
    }

    private static byte[] bytes(JsonNode record) {
        return RecordFile.pretty(record).getBytes(StandardCharsets.UTF_8);
    }

    private static void poison(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames().stream().toList()) {
                JsonNode value = object.get(name);
                boolean fixed = name.matches(
                        "schema|command|outcome|state|language|startedAt|finishedAt|journal|stage|status|fate");
                if (value.isString() && !fixed) {
                    object.put(name, MARKUP + value.asString());
                } else {
                    poison(value);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isString()) {
                    array.set(i, StringNode.valueOf(MARKUP + array.get(i).asString()));
                } else {
                    poison(array.get(i));
                }
            }
        }
    }

    public static byte[] large(int tables, int findings) throws IOException {
        ObjectNode record = passed();
        ArrayNode measured = record.putArray("tables");
        ObjectNode plan = (ObjectNode) record.get("plan");
        ArrayNode planned = plan.putArray("tables");
        ObjectNode proof = (ObjectNode) plan.get("proof");
        ArrayNode keys = proof.putArray("keys");
        ArrayNode reaches = proof.putArray("reaches");
        for (int i = 0; i < tables; i++) {
            boolean stays = i % 3 == 0;
            ObjectNode table = measured.addObject();
            table.put("name", name(i))
                    .put("fate", stays ? "protect" : "wipe")
                    .put("strategy", stays ? "none" : "delete")
                    .put("reason", "about " + i + " rows: DELETE is quicker than TRUNCATE")
                    .put("measured", true)
                    .put("before", 1_000L * i)
                    .put("after", stays ? 1_000L * i : 0)
                    .put("removed", stays ? 0 : 1_000L * i);
            planned.addObject()
                    .put("name", name(i))
                    .put("fate", stays ? "protect" : "wipe")
                    .put("strategy", stays ? "none" : "delete")
                    .put("reason", "about " + i + " rows: DELETE is quicker than TRUNCATE")
                    .put("estimatedRows", 1_000L * i);
            key(keys, i, "ON DELETE NO ACTION", i / 3);
            if (!stays) {
                key(keys, i, "ON DELETE CASCADE", i / 5 * 3 + 1);
                key(reaches, i, "ON DELETE CASCADE", i / 5 * 3 + 1);
            }
        }
        ArrayNode found = record.putArray("findings");
        for (int i = 0; i < findings; i++) {
            found.addObject()
                    .put("detector", "demo-email")
                    .put("table", name(i % tables))
                    .put("column", "email_" + i / tables)
                    .put("rows", i)
                    .put("severity", i % 5 == 0 ? "critical" : "warning")
                    .put("sample", "u***@e***.com, t***@e***.com")
                    .put("advice", "wipe: [" + name(i % tables) + "]")
                    .put("explanation", "The domain is reserved.")
                    .put("share", i % 100)
                    .put("first", "2025-11-03 09:15:42+00")
                    .put("last", "2025-11-03 09:15:42+00");
        }
        return bytes(record);
    }

    private static void key(ArrayNode into, int child, String action, int parent) {
        into.addObject()
                .put("from", name(parent))
                .put("constraint", name(child) + "_" + parent + "_fkey")
                .put("action", action)
                .put("to", name(child));
    }

    private static String name(int i) {
        return "customer_orders_" + i;
    }
}
