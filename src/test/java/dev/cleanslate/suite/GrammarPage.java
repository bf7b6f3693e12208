package dev.cleanslate.suite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A page that says of each key what the published schema says of it: a section for each mapping, a line for each key. */
final class GrammarPage {

    private static final String DEFS = "#/$defs/";
    private static final String KINDS = "Kinds of values";

    private final JsonNode schema;
    private final String file;
    private final Map<String, JsonNode> sections = new LinkedHashMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Map<String, JsonNode> kinds = new TreeMap<>();

    private GrammarPage(JsonNode schema, String file) {
        this.schema = schema;
        this.file = file;
    }

    /** What stands below the introduction. */
    static String of(JsonNode schema, String file) {
        return new GrammarPage(schema, file).page();
    }

    private String page() {
        section(file, schema);
        StringBuilder page = new StringBuilder();
        Map<String, String> rows = new TreeMap<>();
        // A section can bring kinds that were not met before, and a kind sections.
        while (!waiting.isEmpty() || rows.size() < kinds.size()) {
            while (!waiting.isEmpty()) {
                page.append(section(waiting.remove()));
            }
            List.copyOf(kinds.entrySet())
                    .forEach(kind -> rows.computeIfAbsent(
                            kind.getKey(),
                            name -> "| %s | %s | %s |\n"
                                    .formatted(name, written(kind.getValue(), name), meaning(kind.getValue()))));
        }
        page.append("\n## " + KINDS + "\n\n| kind | written as | |\n|---|---|---|\n");
        rows.values().forEach(page::append);
        return page.toString();
    }

    private String section(String name) {
        JsonNode node = sections.getOrDefault(name, schema);
        StringBuilder text = new StringBuilder("\n## " + name + "\n\n");
        String about = meaning(node);
        text.append(about.isEmpty() ? "" : about + "\n\n").append("| key | value | |\n|---|---|---|\n");
        node.path("properties").properties().forEach(property -> {
            String value =
                    type(property.getValue(), name.equals(file) ? property.getKey() : name + "." + property.getKey());
            text.append("| `%s`%s | %s | %s |\n"
                    .formatted(
                            property.getKey(),
                            required(node, property.getKey()) ? ", required" : "",
                            value,
                            meaning(property.getValue())));
        });
        if (node.path("additionalProperties").isObject()) {
            text.append("| any other | %s | |\n".formatted(type(node.path("additionalProperties"), name + ".*")));
        }
        List<String> rules = GrammarRules.of(node);
        if (!rules.isEmpty()) {
            text.append('\n');
            rules.forEach(rule -> text.append("- ").append(rule).append('\n'));
        }
        return text + (name.equals(file) ? examples(node) : "");
    }

    /** Of the keys of the file alone: what stands deeper is shown in them. */
    private String examples(JsonNode node) {
        StringBuilder text = new StringBuilder();
        node.path("properties")
                .properties()
                .forEach(property -> property.getValue()
                        .path("examples")
                        .forEach(example -> text.append("\n```yaml\n")
                                .append(ExampleText.of(property.getKey(), example))
                                .append("```\n")));
        return text.toString();
    }

    private static boolean required(JsonNode node, String key) {
        return node.path("required")
                .valueStream()
                .anyMatch(name -> name.asString().equals(key));
    }

    private String meaning(JsonNode node) {
        List<String> without = node.has("$ref") ? GrammarRules.forbidden(node) : List.of();
        return described(schema, node).replace("|", "\\|").replaceAll("\\b([a-z-]+[.]md)\\b", "[$1]($1)")
                + (without.isEmpty() ? "" : " Without " + GrammarRules.words(without, "and") + ".");
    }

    /** Its own words, else those of what it refers to. */
    static String described(JsonNode schema, JsonNode node) {
        String ref = node.path("$ref").asString("");
        return node.has("description") || ref.isEmpty()
                ? node.path("description").asString("")
                : described(schema, schema.at(ref.substring(1)));
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asString("");
        return ref.isEmpty() ? node : schema.at(ref.substring(1));
    }

    private void section(String name, JsonNode node) {
        if (sections.putIfAbsent(name, node) == null) {
            waiting.add(name);
        }
    }

    private static String link(String text, String heading) {
        return "[" + text + "](#" + anchor(heading) + ")";
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private String type(JsonNode node, String path) {
        String ref = node.path("$ref").asString("");
        if (!ref.isEmpty()) {
            JsonNode target = resolved(node);
            if (target.has("$ref")) {
                return type(target, path);
            }
            String name = ref.substring(DEFS.length()).replace("/properties/", ".");
            if (target.has("properties")) {
                section(name, target);
                return link(name, name);
            }
            kinds.putIfAbsent(name, target);
            return link(name, KINDS);
        }
        return written(node, path);
    }

    private String written(JsonNode node, String path) {
        if (node.has("properties")) {
            section(path, node);
            return link(path, path);
        }
        if (node.has("enum")) {
            return GrammarRules.words(GrammarRules.texts(node.path("enum")), "or");
        }
        if (node.has("const")) {
            return "`" + node.path("const").asString() + "`";
        }
        JsonNode alternatives = node.has("oneOf") ? node.path("oneOf") : node.path("anyOf");
        if (alternatives.size() > 0) {
            List<String> ways = new ArrayList<>();
            alternatives.forEach(way -> ways.add(type(way, path)));
            return String.join(", or ", ways);
        }
        if (node.path("type").isArray()) {
            return GrammarRules.plain(GrammarRules.texts(node.path("type")), "or")
                    .replace("string", "text");
        }
        return switch (node.path("type").asString("")) {
            case "array" -> list(node, path);
            case "object" -> mapping(node, path);
            case "boolean" -> "`true` or `false`";
            case "integer" -> "whole number" + bounds(node);
            case "number" -> "number" + bounds(node);
            case "string" -> "text";
            default -> "anything";
        };
    }

    private String list(JsonNode node, String path) {
        return "list of " + type(node.path("items"), path)
                + (node.path("uniqueItems").asBoolean(false) ? ", each once" : "");
    }

    private String mapping(JsonNode node, String path) {
        JsonNode values = node.path("additionalProperties");
        return values.isObject() ? "mapping of names to " + type(values, path + ".*") : "mapping";
    }

    private static String bounds(JsonNode node) {
        String low = node.path("minimum").asString("");
        String high = node.path("maximum").asString("");
        if (node.has("exclusiveMinimum")) {
            return " above " + node.path("exclusiveMinimum").asString();
        }
        if (high.isEmpty() || high.equals("2147483647") || high.length() > 9) {
            return low.isEmpty() ? "" : " from " + low;
        }
        return low.isEmpty() ? " up to " + high : ", " + low + " to " + high;
    }
}
