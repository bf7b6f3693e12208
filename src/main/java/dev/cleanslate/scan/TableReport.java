package dev.cleanslate.scan;

import java.util.List;
import java.util.Optional;

/**
 * What came of one table. {@code asked}: the detectors that were asked, each once, in their order. {@code burstsSampled}:
 * a burst of rows, against which nothing else speaks, was looked for in a sample of this table only. {@code sampled}: the
 * share of the table, in percent, that was looked at at all, where that is not all of it; {@code rows} are of that share.
 * {@code notes}: what else has to be said of what was looked at and what was not.
 */
public record TableReport(
        String table,
        long rows,
        long millis,
        boolean burstsSampled,
        Optional<Double> sampled,
        List<Recognised> columns,
        List<String> asked,
        List<Finding> findings,
        List<Unread> unread,
        List<Tried> passwords,
        List<String> notes) {

    /**
     * Accounts whose passwords were tried: {@code all} of the table, or some of them. Of those that were looked at, how many
     * were not tried to the end, have a hash of a format that is not known, or one that costs too much.
     */
    public record Tried(String column, boolean all, int tried, int unfinished, int unknown, int tooCostly) {

        public boolean whole() {
            return all && unfinished + unknown + tooCostly == 0;
        }
    }

    public TableReport {
        columns = List.copyOf(columns);
        asked = List.copyOf(asked);
        findings = List.copyOf(findings);
        unread = List.copyOf(unread);
        passwords = List.copyOf(passwords);
        notes = List.copyOf(notes);
    }
}
