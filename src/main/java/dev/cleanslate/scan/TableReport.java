package dev.cleanslate.scan;

import java.util.List;

/** What came of one table. {@code asked}: the detectors that were asked, each once, in their order. */
public record TableReport(
        String table,
        long rows,
        long millis,
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

    /** Whether a burst of rows, against which nothing else speaks, was looked for in a sample of this table only. */
    public boolean burstsSampled() {
        return rows > TableScan.SMALL && columns.stream().anyMatch(column -> column.kind() == Kind.CREATED);
    }
}
