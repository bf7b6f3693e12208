package dev.cleanslate.storage;

/**
 * A bucket against its columns. {@code rows}: keys that begin with the prefix, each once; {@code elsewhere}: those that do
 * not. {@code kept}: objects without a row that the suite protects; {@code young}: such that are too young to judge;
 * {@code missing}: keys without an object.
 */
public record Compared(
        long objects,
        long rows,
        long matched,
        long elsewhere,
        long kept,
        long young,
        long orphans,
        long orphanBytes,
        long missing) {

    /** Rows there are, objects there are, and not one belongs to the other: then bucket, prefix or column is wrong. */
    public boolean strangers() {
        return matched == 0 && objects > 0 && rows + elsewhere > 0;
    }
}
