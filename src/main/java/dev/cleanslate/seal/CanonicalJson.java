package dev.cleanslate.seal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one text of a JSON tree: keys sorted by UTF-16 code unit, no white space, strings escaped as RFC 8785 says.
 * Integers are written exactly, also beyond the 2^53 where RFC 8785 ends; floating point is refused, because two
 * writers may round it differently.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** {@code tree} is made of Map with text keys, List, String, Boolean, Long, Integer and null. */
    public static String of(@Nullable Object tree) {
        StringBuilder out = new StringBuilder();
        write(tree, out);
        return out.toString();
    }

    private static void write(@Nullable Object tree, StringBuilder out) {
        if (tree instanceof String text) {
            quote(text, out);
        } else if (tree instanceof Map<?, ?> map) {
            object(map, out);
        } else if (tree instanceof List<?> list) {
            String comma = "";
            out.append('[');
            for (Object item : list) {
                out.append(comma);
                write(item, out);
                comma = ",";
            }
            out.append(']');
        } else if (tree == null || tree instanceof Boolean || tree instanceof Long || tree instanceof Integer) {
            out.append(tree);
        } else {
            throw new IllegalArgumentException(
                    "Canonical JSON holds maps, lists, text, whole numbers, booleans and null, not "
                            + tree.getClass().getName() + " (" + tree + "). Nothing was written.");
        }
    }

    private static void object(Map<?, ?> map, StringBuilder out) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String text)) {
                throw new IllegalArgumentException(
                        "A key of canonical JSON is text, not " + key + ". Nothing was written.");
            }
            sorted.put(text, value);
        });
        String comma = "";
        out.append('{');
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(comma);
            quote(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out);
            comma = ",";
        }
        out.append('}');
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else if (Character.isSurrogate(c)) {
                        i = pair(text, i, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Half a surrogate pair has no UTF-8 form: written anyway, two different texts would get one digest. */
    private static int pair(String text, int at, StringBuilder out) {
        if (at + 1 == text.length() || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
            throw new IllegalArgumentException("Character " + at
                    + " of a text is half a surrogate pair, which is not Unicode. Nothing was written.");
        }
        out.append(text, at, at + 2);
        return at + 1;
    }
}
