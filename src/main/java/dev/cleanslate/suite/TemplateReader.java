package dev.cleanslate.suite;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Reads the message of a hook: any tree, whose {@code {{words}}} are such as are known at the hook's moment. */
record TemplateReader(Values values, Hook.Moment moment) {

    private static final int LONGEST_NUMBER = 40;

    JsonTemplate read(Node node, String what) {
        if (node instanceof Node.Mapping mapping) {
            Map<String, JsonTemplate> entries = new LinkedHashMap<>();
            for (Node.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                if (entries.put(key, read(entry.value(), what)) != null) {
                    values.faults().add(entry.key().place(), what + " has the key " + quote(key) + " twice. Keep one.");
                }
            }
            return new JsonTemplate.Keys(entries);
        }
        if (node instanceof Node.Sequence sequence) {
            List<JsonTemplate> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(read(item, what)));
            return new JsonTemplate.Many(items);
        }
        return node instanceof Node.Scalar scalar ? scalar(scalar, what) : new JsonTemplate.Plain("null");
    }

    private JsonTemplate scalar(Node.Scalar scalar, String what) {
        return switch (scalar.type()) {
            case TEXT -> {
                words(scalar, what);
                yield new JsonTemplate.Text(scalar.text());
            }
            case BOOLEAN -> new JsonTemplate.Plain(scalar.text().toLowerCase(Locale.ROOT));
            case NULL, NOTHING -> new JsonTemplate.Plain("null");
            case NUMBER ->
                scalar.text().length() <= LONGEST_NUMBER
                        ? new JsonTemplate.Plain(new BigDecimal(scalar.text()).toString())
                        : new JsonTemplate.Text(scalar.text());
        };
    }

    private void words(Node.Scalar scalar, String what) {
        List<String> known = HookWord.words(moment);
        Matcher matcher = JsonTemplate.WORD.matcher(scalar.text());
        while (matcher.find()) {
            String word = matcher.group(1);
            if (!known.contains(word)) {
                values.faults()
                        .add(
                                scalar.place(),
                                what + " speaks of " + quote("{{" + word + "}}") + ", which is "
                                        + (HookWord.of(word).isPresent()
                                                ? "not known yet at " + moment.word()
                                                : "unknown")
                                        + "." + Nearest.question(word, known) + " Known there: "
                                        + Entries.listed(known) + ".");
            }
        }
    }

    private String quote(String text) {
        return values.faults().quote(text);
    }
}
