package dev.cleanslate.scan;

import dev.cleanslate.scan.Waivers.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of a finding from scan to scan: how much of it there was, and no value of any row. {@code unseen}: why
 * the scan that remembers it could not tell whether it is still there.
 */
public record Standing(
        String id,
        String detector,
        String table,
        long rows,
        Severity severity,
        boolean waived,
        Optional<String> unseen) {

    /** As it was remembered: by the name it had then, which of a whole table in a schema was that of a column. */
    public static Standing remembered(
            String id, String detector, String table, long rows, Severity severity, boolean waived) {
        String name = id.equals(detector + "/" + table) ? Finding.id(detector, table, Optional.empty()) : id;
        return new Standing(name, detector, table, rows, severity, waived, Optional.empty());
    }

    /** One for each identity: rows of all severities together, and the worst of these. */
    public static List<Standing> of(List<Judged> findings) {
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (Judged judged : findings) {
            Finding f = judged.finding();
            standings.merge(
                    f.id(),
                    new Standing(
                            f.id(),
                            f.detector(),
                            f.table(),
                            f.rows(),
                            f.severity(),
                            judged.waived().isPresent(),
                            Optional.empty()),
                    Standing::and);
        }
        return new ArrayList<>(standings.values());
    }

    private Standing and(Standing more) {
        Severity worst = severity.atLeast(more.severity) ? severity : more.severity;
        return new Standing(id, detector, table, rows + more.rows, worst, waived && more.waived, unseen);
    }

    Standing unseen(String why) {
        return new Standing(id, detector, table, rows, severity, waived, Optional.of(why));
    }

    boolean at(Optional<String> column) {
        return id.equals(Finding.id(detector, table, column));
    }
}
