package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.Comparator;
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

    /** The worst first, and then by name: not by which of several readers was done first. */
    public static final Comparator<Finding> IN_ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::table)
            .thenComparing(Finding::detector)
            .thenComparing(finding -> finding.column().orElse(""));

    public Finding {
        samples = List.copyOf(samples);
        keys = List.copyOf(keys);
    }

    /** The same with no more keys than these. */
    public Finding listing(int keysAtMost) {
        return keys.size() <= keysAtMost
                ? this
                : new Finding(
                        detector,
                        explanation,
                        table,
                        column,
                        rows,
                        share,
                        severity,
                        first,
                        last,
                        samples,
                        keys.subList(0, keysAtMost),
                        advice);
    }

    /**
     * What it is called from scan to scan, and in waivers: {@code detector/table} or {@code detector/table.column}. How bad
     * it is is not part of it, so that rows which move from warning to critical are no new finding.
     */
    public String id() {
        return id(detector, table, column);
    }

    /**
     * {@code users.email} is a column. A table of that name in another schema is {@code users.email.*}, and a column that
     * would be taken for something else stands in quotes. What an expired waiver is of, is as the suite writes it.
     */
    static String id(String detector, String table, Optional<String> column) {
        String whole = table.contains(".") && !detector.equals(Waivers.EXPIRED) ? ".*" : "";
        return detector + "/" + table + column.map(c -> "." + part(c)).orElse(whole);
    }

    static String part(String column) {
        return column.matches(".*[.\"].*") || column.equals("*") ? QualifiedName.quote(column) : column;
    }
}
