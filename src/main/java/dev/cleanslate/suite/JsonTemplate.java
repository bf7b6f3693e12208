package dev.cleanslate.suite;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON in which texts hold {@code {{words}}} and {@code env:NAME}: a tree, so that no value can break out of its text. */
public sealed interface JsonTemplate {

    /** Its group is the word. */
    Pattern WORD = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    record Text(String text) implements JsonTemplate {}

    /** A number, a truth value or null, as JSON writes it. */
    record Plain(String json) implements JsonTemplate {}

    record Many(List<JsonTemplate> items) implements JsonTemplate {
        public Many {
            items = List.copyOf(items);
        }
    }

    record Keys(Map<String, JsonTemplate> entries) implements JsonTemplate {
        public Keys {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }
}
