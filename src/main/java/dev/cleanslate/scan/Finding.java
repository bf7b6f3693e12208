package dev.cleanslate.scan;

import java.util.List;
import java.util.Optional;

/**
 * Rows of a table that a detector hit, all of one severity. {@code share} is of the table's rows, in percent;
 * {@code first} and {@code last} say when such rows were created, where a column does. {@code samples} are masked.
 */
public record Finding(
        String detector,
        String explanation,
        String table,
        Optional<String> column,
        long rows,
        double share,
        Severity severity,
        Optional<String> first,
        Optional<String> last,
        List<String> samples,
        List<List<String>> keys,
        String advice) {

    public Finding {
        samples = List.copyOf(samples);
        keys = List.copyOf(keys);
    }
}
