package dev.cleanslate.scan;

import dev.cleanslate.scan.Waivers.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is remembered of a finding from scan to scan: how much of it there was, and no value of any row. */
public record Standing(String id, String detector, String table, long rows, Severity severity, boolean waived) {

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
                            judged.waived().isPresent()),
                    Standing::and);
        }
        return new ArrayList<>(standings.values());
    }

    private Standing and(Standing more) {
        Severity worst = severity.atLeast(more.severity) ? severity : more.severity;
        return new Standing(id, detector, table, rows + more.rows, worst, waived && more.waived);
    }
}
