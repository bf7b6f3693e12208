package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a schema says of keys that belong together or exclude each other, as sentences. */
final class GrammarRules {

    private GrammarRules() {}

    static List<String> of(JsonNode node) {
        List<String> rules = new ArrayList<>();
        rules(node, rules);
        node.path("allOf").forEach(part -> rules(part, rules));
        return rules;
    }

    private static void rules(JsonNode node, List<String> rules) {
        List<String> one = alternatives(node.path("oneOf"));
        if (!one.isEmpty()) {
            rules.add("Exactly one of " + words(one, "and") + ".");
        }
        node.path("dependentRequired")
                .properties()
                .forEach(rule ->
                        rules.add("`%s` needs %s.".formatted(rule.getKey(), words(texts(rule.getValue()), "and"))));
        node.path("dependentSchemas").properties().forEach(rule -> {
            when("`" + rule.getKey() + "`", rule.getValue(), rules);
            List<String> any = alternatives(rule.getValue().path("anyOf"));
            if (!any.isEmpty()) {
                rules.add("`%s` needs %s.".formatted(rule.getKey(), words(any, "or")));
            }
        });
        if (node.has("if")) {
            String condition = condition(node.path("if"));
            when(condition, node.path("then"), rules);
            List<String> only = forbidden(node.path("else"));
            if (!only.isEmpty()) {
                rules.add("Only with " + condition + ": " + words(only, "and") + ".");
            }
        }
    }

    private static void when(String condition, JsonNode then, List<String> rules) {
        List<String> needed = texts(then.path("required"));
        if (!needed.isEmpty()) {
            rules.add(condition + " needs " + words(needed, "and") + ".");
        }
        then.path("properties").properties().forEach(property -> {
            if (property.getValue().has("const")) {
                rules.add("%s needs `%s: %s`."
                        .formatted(
                                condition,
                                property.getKey(),
                                property.getValue().path("const").asString()));
            }
        });
        List<String> forbidden = forbidden(then);
        if (!forbidden.isEmpty()) {
            rules.add("Not beside " + condition + ": " + words(forbidden, "and") + ".");
        }
    }

    /** {@code if} asks for keys, and some of them for a value. */
    private static String condition(JsonNode when) {
        List<String> keys = texts(when.path("required"));
        return keys.stream()
                .map(key -> {
                    JsonNode value = when.path("properties").path(key);
                    Stream<String> values = value.has("const")
                            ? Stream.of(value.path("const").asString())
                            : texts(value.path("enum")).stream();
                    List<String> written =
                            values.map(text -> "`" + key + ": " + text + "`").toList();
                    return written.isEmpty() ? "`" + key + "`" : plain(written, "or");
                })
                .collect(Collectors.joining(" and "));
    }

    /** The keys of which a schema says that they may not be there. */
    static List<String> forbidden(JsonNode node) {
        return node.path("properties").properties().stream()
                .filter(property ->
                        property.getValue().isBoolean() && !property.getValue().asBoolean())
                .map(property -> property.getKey())
                .toList();
    }

    private static List<String> alternatives(JsonNode ways) {
        return ways.valueStream()
                .flatMap(way -> texts(way.path("required")).stream())
                .toList();
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    static String words(List<String> words, String last) {
        return plain(words.stream().map(word -> "`" + word + "`").toList(), last);
    }

    static String plain(List<String> words, String last) {
        int end = words.size() - 1;
        return end < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, end)) + " " + last + " " + words.get(end);
    }
}
