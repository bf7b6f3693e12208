package dev.cleanslate.suite;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An example of a schema, in YAML as a person would write it. */
final class ExampleText {

    private static final int WIDTH = 110;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_./ -]*|[0-9]{1,5}(ms|s|m|h)|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+%");
    private static final Pattern WORDS_OF_YAML = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private ExampleText() {}

    static String of(String key, JsonNode example) {
        return entry(key, example, "");
    }

    private static String block(JsonNode node, String indent) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(property -> entry(property.getKey(), property.getValue(), indent))
                    .collect(Collectors.joining());
        }
        return node.valueStream()
                .map(item -> indent + "- " + item(item, indent + "  "))
                .collect(Collectors.joining());
    }

    private static String entry(String key, JsonNode value, String indent) {
        String line = indent + key(key) + ": " + flow(value);
        if (line.length() <= WIDTH && !deep(value)) {
            return line + "\n";
        }
        return value.isObject() || value.isArray()
                ? indent + key(key) + ":\n" + block(value, indent + "  ")
                : line + "\n";
    }

    /** A list of mappings reads better line by line. */
    private static boolean deep(JsonNode value) {
        return value.isArray() && value.size() > 0 && value.path(0).isObject();
    }

    private static String item(JsonNode item, String indent) {
        String flow = flow(item);
        if (!item.isObject() || item.size() == 1 || indent.length() + flow.length() <= WIDTH) {
            return item.isObject() && item.size() == 1
                    ? entry(
                                    item.propertyNames().iterator().next(),
                                    item.iterator().next(),
                                    indent)
                            .stripLeading()
                    : flow + "\n";
        }
        return block(item, indent).stripLeading();
    }

    private static String flow(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(property -> key(property.getKey()) + ": " + flow(property.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        if (node.isArray()) {
            return node.valueStream().map(ExampleText::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return node.isString() ? scalar(node.asString()) : node.toString();
    }

    /** A key is a text whatever it looks like. */
    private static String key(String text) {
        return WORDS_OF_YAML.matcher(text).matches() ? text : scalar(text);
    }

    private static String scalar(String text) {
        return plain(text) ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean plain(String text) {
        boolean pointer = text.startsWith("/") && !text.contains(": ");
        return pointer
                || (PLAIN.matcher(text).matches()
                        && !WORDS_OF_YAML.matcher(text).matches());
    }
}
