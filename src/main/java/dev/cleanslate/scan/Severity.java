package dev.cleanslate.scan;

import java.util.Locale;

/** How sure it is that rows are not real: the sum of what speaks against them. The worst comes first. */
public enum Severity {
    CRITICAL(8),
    WARNING(4),
    NOTE(1);

    private final int least;

    Severity(int least) {
        this.least = least;
    }

    /** Of a row that the detectors together give so many points; every detector gives at least one. */
    static Severity of(int points) {
        return points >= CRITICAL.least ? CRITICAL : points >= WARNING.least ? WARNING : NOTE;
    }

    /** What makes a row so bad by itself. */
    int points() {
        return least;
    }

    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
