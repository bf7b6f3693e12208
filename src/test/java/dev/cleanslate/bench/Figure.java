package dev.cleanslate.bench;

import java.util.Locale;

/** One measured number; {@code limit} is what it may be at most, or at least, where it is bound to anything. */
record Figure(String what, double value, String unit, double limit, boolean atLeast) {

    /** {@code limit} is what it may be at most. */
    Figure(String what, double value, String unit, double limit) {
        this(what, value, unit, limit, false);
    }

    /** So many a second, and at least that many. */
    static Figure perSecond(String what, double value, double limit) {
        return new Figure(what, value, "/s", limit, true);
    }

    static Figure seconds(String what, long millis) {
        return new Figure(what, millis / 1000.0, "s", Double.NaN);
    }

    static Figure seconds(String what, long millis, double limit) {
        return new Figure(what, millis / 1000.0, "s", limit);
    }

    static Figure rows(String what, long rows) {
        return new Figure(what, rows, "rows", Double.NaN);
    }

    static Figure ratio(String what, double value, double limit) {
        return new Figure(what, value, "x", limit);
    }

    boolean reached() {
        return Double.isNaN(limit) || (atLeast ? value >= limit : value <= limit);
    }

    String line() {
        String verdict = Double.isNaN(limit)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  (at %s %.2f %s: %s)",
                        atLeast ? "least" : "most",
                        limit,
                        unit,
                        reached() ? "reached" : "NOT reached");
        return String.format(Locale.ROOT, "- %-66s %9.3f %s%s", what, value, unit, verdict);
    }
}
