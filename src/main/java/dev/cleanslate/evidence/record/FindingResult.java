package dev.cleanslate.evidence.record;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    private static final List<String> WORST_FIRST = List.of("critical", "warning", "note");

    /** The worst first, and then by name. */
    public static final Comparator<FindingResult> IN_ORDER = inOrder(
            FindingResult::severity,
            FindingResult::table,
            FindingResult::detector,
            f -> f.column().orElse(""));

    /** The same of whatever says so of a finding. */
    public static <F> Comparator<F> inOrder(
            Function<F, String> severity,
            Function<F, String> table,
            Function<F, String> detector,
            Function<F, String> column) {
        return Comparator.comparing((F f) -> WORST_FIRST.indexOf(severity.apply(f)))
                .thenComparing(table)
                .thenComparing(detector)
                .thenComparing(column);
    }

    /** Who answers for a finding, why, and until which day. */
    public record Waived(String owner, String reason, String expires) {}
}
