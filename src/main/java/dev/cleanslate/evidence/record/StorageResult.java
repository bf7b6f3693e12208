package dev.cleanslate.evidence.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What was found in an object store and what became of it. {@code orphans} is what the suite wants of objects without a
 * row: report, quarantine or delete; {@code wanted}: whether the run was given leave to do it.
 */
public record StorageResult(
        String bucket,
        String host,
        String prefix,
        List<String> keys,
        String orphans,
        Optional<String> quarantine,
        int limit,
        boolean wanted,
        Optional<Counts> before,
        Optional<Counts> after,
        Optional<Cleared> cleared,
        Optional<String> skipped,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<List<ListFile>> lists) {

    public StorageResult {
        keys = List.copyOf(keys);
    }

    /** A bucket against its columns. */
    public record Counts(
            long objects,
            long keys,
            long matched,
            long elsewhere,
            long kept,
            long young,
            long orphans,
            long orphanBytes,
            long missing) {}

    public record Cleared(
            long total,
            long taken,
            long gone,
            long changed,
            long claimed,
            long failed,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> late,
            List<Reason> reasons) {

        public Cleared {
            reasons = List.copyOf(reasons);
        }
    }

    /** A list in the run's folder; {@code objects}: its lines. */
    public record ListFile(String name, long objects, String sha256) {}

    /** The store's word for what it would not let go, and how often it said it. */
    public record Reason(String code, long objects) {}
}
