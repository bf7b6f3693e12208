package dev.cleanslate.session;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names as parts of unique ids: stable over runs, and unique among their siblings. */
final class Slugs {

    private static final int LONGEST = 60;

    private final Set<String> taken = new HashSet<>();

    String of(String prefix, String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String slug = prefix + (plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain);
        String unique = slug;
        for (int number = 2; !taken.add(unique); number++) {
            unique = slug + "-" + number;
        }
        return unique;
    }
}
