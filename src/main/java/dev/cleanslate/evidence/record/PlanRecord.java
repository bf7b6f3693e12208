package dev.cleanslate.evidence.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/** The plan's part of the record. What came later than the first certificates is left out where it is empty. */
public record PlanRecord(
        String digest,
        String schemaFingerprint,
        String suiteDigest,
        List<Phase> phases,
        List<Table> tables,
        List<Trigger> triggers,
        List<String> sequences,
        List<String> refresh,
        Optional<Proof> proof,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Storage> storage,
        List<String> warnings,
        List<Refusal> refusals,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Variant> variant) {

    /** Which of the suite's variants the database is, and what was left out for it. */
    public record Variant(String name, List<String> leftOut) {}

    public record Phase(int index, String name, String place, boolean pointOfNoReturn, List<String> work) {}

    public record Table(
            String name,
            String fate,
            String strategy,
            String reason,
            long estimatedRows,
            long bytes,
            Optional<Integer> phase,
            String fingerprint) {}

    public record Trigger(String table, String name, String before) {}

    /** What was walked to see where the deletions lead: {@code reaches} lead out of a table that loses rows. */
    public record Proof(int tablesWalked, int keysWalked, List<Key> reaches, List<Key> keys) {}

    /** A foreign key; {@code action} is what deleting a row of the parent does. */
    public record Key(String from, String constraint, String action, String to) {}

    /** The object store as the suite says it, with what it takes from the environment unexpanded. */
    public record Storage(
            String bucket,
            Optional<String> endpoint,
            String prefix,
            List<String> keys,
            List<String> protect,
            String minAge,
            String orphans,
            Optional<String> quarantine,
            int limit) {

        public Storage {
            keys = List.copyOf(keys);
            protect = List.copyOf(protect);
        }
    }

    public record Refusal(String kind, String place, String message) {}
}
