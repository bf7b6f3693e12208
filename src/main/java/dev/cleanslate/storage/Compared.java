package dev.cleanslate.storage;

import java.util.List;

/**
 * A bucket against its column. {@code elsewhere}: rows whose key does not begin with the prefix. {@code recent}: objects
 * without a row that are too young to judge. Of keys, the first few are kept.
 */
public record Compared(
        long objects,
        long rows,
        long matched,
        long elsewhere,
        long kept,
        long recent,
        long orphans,
        long orphanBytes,
        long missing,
        List<String> orphanSample,
        List<String> missingSample) {

    public Compared {
        orphanSample = List.copyOf(orphanSample);
        missingSample = List.copyOf(missingSample);
    }

    /** Rows there are, objects there are, and not one belongs to the other: then bucket, prefix or column is wrong. */
    public boolean strangers() {
        return matched == 0 && objects > 0 && rows + elsewhere > 0;
    }
}
