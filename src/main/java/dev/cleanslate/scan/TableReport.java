package dev.cleanslate.scan;

import java.util.List;

/**
 * What came of one table. {@code asked}: the detectors that were asked, each once, in their order. {@code burstsSampled}:
 * a burst of rows, against which nothing else speaks, was looked for in a sample of this table only.
 */
public record TableReport(
        String table,
        long rows,
        long millis,
        boolean burstsSampled,
        List<Recognised> columns,
        List<String> asked,
        List<Finding> findings,
        List<Unread> unread) {

    public TableReport {
        columns = List.copyOf(columns);
        asked = List.copyOf(asked);
        findings = List.copyOf(findings);
        unread = List.copyOf(unread);
    }
}
