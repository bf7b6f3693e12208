package dev.cleanslate.run;

import java.util.Locale;

/** Counts as a sentence says them. */
final class Text {

    private Text() {}

    static String rows(long count) {
        return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    }

    static String count(int count, String one, String many) {
        return count == 1 ? "1 " + one : count + " " + many;
    }
}
