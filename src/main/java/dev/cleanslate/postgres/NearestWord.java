package dev.cleanslate.postgres;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word somebody probably meant. */
final class NearestWord {

    private NearestWord() {}

    static Optional<String> to(String found, Collection<String> allowed) {
        int tolerated = Math.max(1, found.length() / 3);
        return allowed.stream()
                .filter(word -> distance(found, word) <= tolerated)
                .min(Comparator.<String>comparingInt(word -> distance(found, word))
                        .thenComparing(word -> word));
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
