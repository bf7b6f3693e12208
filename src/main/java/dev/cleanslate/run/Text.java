package dev.cleanslate.run;

import java.time.Duration;
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

    static String duration(Duration time) {
        long seconds = time.toSeconds();
        boolean whole = time.toMillis() == seconds * 1000;
        return !whole ? time.toMillis() + " ms" : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** What comes from outside, on one line and without anything that a terminal would obey. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
