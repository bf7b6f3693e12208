package dev.cleanslate.suite;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant: the smallest number of typing slips, and only where they are few. */
public final class Nearest {

    private static final int LONGEST = 128;

    private Nearest() {}

    public static Optional<String> word(String found, Collection<String> allowed) {
        if (found.isBlank() || found.length() > LONGEST) {
            return Optional.empty();
        }
        return allowed.stream()
                .filter(word -> slips(found, word) <= tolerated(found, word))
                .min(Comparator.<String>comparingInt(word -> slips(found, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code  Did you mean "phases"?} with the blank before it, or nothing. */
    public static String question(String found, Collection<String> allowed) {
        return word(found, allowed)
                .map(word -> " Did you mean \"" + word + "\"?")
                .orElse("");
    }

    /** A third of the longer word, so that three letters allow one slip and no word is turned into another. */
    private static int tolerated(String found, String word) {
        return Math.min(3, Math.max(found.length(), word.length()) / 3);
    }

    private static int slips(String found, String word) {
        if (Math.abs(found.length() - word.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        return distance(found.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
    }

    /** Damerau and Levenshtein's distance, where two neighbours swapped count as one slip. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
