package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a scan has come, by tables and by their size: how far within a table no server tells. {@code now}: the tables that
 * are looked at, with their size.
 */
public record ScanProgress(int done, int tables, long bytesDone, long bytes, Map<QualifiedName, Long> now) {

    public ScanProgress {
        now = Map.copyOf(now);
    }

    @Override
    public String toString() {
        String tablesNow = now.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(table -> table.getKey() + " (" + megabytes(table.getValue()) + ")")
                .collect(Collectors.joining(", "));
        return done + " of " + tables + " tables, " + megabytes(bytesDone) + " of " + megabytes(bytes)
                + (tablesNow.isEmpty() ? "" : ", looking at " + tablesNow);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }
}
