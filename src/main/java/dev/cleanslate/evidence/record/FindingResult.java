package dev.cleanslate.evidence.record;

import java.util.List;
import java.util.Optional;

/** One result of a scan. */
public record FindingResult(
        String id,
        String detector,
        String table,
        Optional<String> column,
        long rows,
        String severity,
        Optional<String> sample,
        List<List<String>> keys,
        String advice,
        String explanation,
        double share,
        Optional<String> first,
        Optional<String> last,
        Optional<Waived> waived) {

    /** Who answers for a finding, why, and until which day. */
    public record Waived(String owner, String reason, String expires) {}
}
