package dev.cleanslate.plan;

/** What becomes of a table. */
public enum Fate {
    WIPE,
    KEEP_ROWS,
    RESET,
    PROTECT,
    IGNORE;

    /** The word of the suite grammar and of the record. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
