package dev.cleanslate.run;

import dev.cleanslate.suite.HookWord;
import dev.cleanslate.suite.JsonTemplate;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** The message of a hook with its words and variables filled in. A value is only ever part of a text. */
final class HookMessage {

    private final FromEnvironment variables;
    private final Map<HookWord, String> words;

    HookMessage(FromEnvironment variables, Map<HookWord, String> words) {
        this.variables = variables;
        this.words = words;
    }

    /** As JSON; it holds nothing that looks like {@code env:NAME} any more, whatever a value says. */
    String json(JsonTemplate template) {
        if (template instanceof JsonTemplate.Text text) {
            return quoted(filled(text.text()));
        }
        if (template instanceof JsonTemplate.Plain plain) {
            return plain.json();
        }
        if (template instanceof JsonTemplate.Many many) {
            return many.items().stream().map(this::json).collect(Collectors.joining(",", "[", "]"));
        }
        return ((JsonTemplate.Keys) template)
                .entries().entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /** Variables are looked for in what the file says only: a word's value may be anything. */
    private String filled(String text) {
        var filled = new StringBuilder();
        Matcher matcher = JsonTemplate.WORD.matcher(text);
        int from = 0;
        while (matcher.find()) {
            filled.append(variables.of(text.substring(from, matcher.start()), "the message"))
                    .append(HookWord.of(matcher.group(1))
                            .map(word -> words.getOrDefault(word, ""))
                            .orElse(matcher.group()));
            from = matcher.end();
        }
        return filled.append(variables.of(text.substring(from), "the message")).toString();
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A call puts variables into its body; the escape, which JSON reads as an e, keeps it from finding one
            // here.
            boolean variable = text.startsWith("env:", i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || variable || c == '\u2028' || c == '\u2029' || lone(text, i)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Half a character, which no encoding can carry. */
    private static boolean lone(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
