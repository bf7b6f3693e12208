package dev.cleanslate.plan;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A name of the catalog as the words it is made of, in the singular: {@code OrderItems} and {@code order_items} are alike. */
public record Words(String joined, List<String> all) {

    public static Words of(String name) {
        List<String> words = Stream.of(name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .split("[^\\p{L}]+", -1))
                .filter(w -> !w.isEmpty())
                .toList();
        return new Words(
                String.join("_", words), words.stream().map(Words::singular).toList());
    }

    public String last() {
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    public String first() {
        return all.isEmpty() ? "" : all.get(0);
    }

    public boolean has(Collection<String> words) {
        return all.stream().anyMatch(words::contains);
    }

    private static String singular(String word) {
        if (word.length() < 4 || !word.endsWith("s") || word.matches(".*(ss|us|is|news)")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return word.matches(".*(ss|us|ch|sh|x)es")
                ? word.substring(0, word.length() - 2)
                : word.substring(0, word.length() - 1);
    }
}
