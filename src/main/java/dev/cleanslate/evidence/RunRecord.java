package dev.cleanslate.evidence;

import dev.cleanslate.run.Certification;
import dev.cleanslate.run.RunEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}, field by field in its order; {@code run.schema.json} says what each means. What is not known is
 * null, but a count is always a number.
 */
record RunRecord(
        String schema,
        String run,
        String suite,
        String target,
        String command,
        String tool,
        String language,
        @Nullable Database database,
        String startedAt,
        @Nullable String finishedAt,
        String outcome,
        int exitCode,
        boolean committed,
        Commit commit,
        int attempts,
        @Nullable String message,
        @Nullable PlanRecord plan,
        List<TableResult> tables,
        List<StepResult> steps,
        List<Finding> findings,
        @Nullable Scanned scan,
        @Nullable Rehearsal rehearsal,
        @Nullable Certification certification,
        List<String> notes,
        List<FailedAttempt> failedAttempts,
        JournalEnd journal) {

    static final String SCHEMA = "cleanslate.run/1";
    static final String NAME = "run.json";

    RunRecord {
        tables = List.copyOf(tables);
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        failedAttempts = List.copyOf(failedAttempts);
    }

    record Database(String name, String serverVersion, String address, String systemIdentifier, String role) {}

    record Commit(State state, @Nullable String transaction) {

        static final Commit NONE = new Commit(State.NONE, null);
    }

    /** In lower case, since that is how the record spells it. */
    enum State {
        NONE,
        IN_DOUBT,
        DONE;

        @com.fasterxml.jackson.annotation.JsonValue
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    record TableResult(
            String name,
            String fate,
            String strategy,
            String reason,
            boolean measured,
            long before,
            long after,
            long removed,
            @Nullable String fingerprintBefore,
            @Nullable String fingerprintAfter) {}

    record StepResult(
            String id,
            String stage,
            String name,
            String status,
            long millis,
            String message,
            @Nullable String parent,
            @Nullable String place) {}

    record Finding(
            String id,
            String detector,
            String table,
            @Nullable String column,
            long rows,
            String severity,
            @Nullable String sample,
            List<List<String>> keys,
            String advice,
            String explanation,
            double share,
            @Nullable String first,
            @Nullable String last,
            @Nullable Waived waived) {}

    /** Who answers for a finding, why, and until which day. */
    record Waived(String owner, String reason, String expires) {}

    /** What a scan looked at; {@code unread} is what it could not. */
    record Scanned(
            int tables,
            long rows,
            List<RecognisedColumn> columns,
            List<Sampled> sampled,
            List<Unread> unread,
            @Nullable Comparison comparison) {}

    /** A table of which only some rows were looked at, on request. */
    record Sampled(String table, long rows, double percent) {}

    /** Against the scan {@code run}, which is null for the first one. */
    record Comparison(
            @Nullable String run,
            @Nullable String at,
            List<Change> changes,
            @Nullable HandOff handOff) {}

    record Change(String id, String change, long before, long now) {}

    record HandOff(String run, String at, List<Filled> tables) {}

    record Filled(String table, long rows, int findings) {}

    record RecognisedColumn(String table, String column, String kind, String reason) {}

    record Unread(String table, @Nullable String column, String why) {}

    /** What a reset went by, from the certificate that let it through; steps and tables are for comparison. */
    record Rehearsal(
            String run,
            String certificate,
            String signer,
            String issuedAt,
            String expiresAt,
            String server,
            List<RunEvent.Rehearsed.StepTime> steps,
            List<RunEvent.Rehearsed.TableRows> tables,
            List<Signed> signOffs) {

        static Rehearsal of(RunEvent.Rehearsed event) {
            return new Rehearsal(
                    event.run(),
                    event.certificate(),
                    event.signer(),
                    event.issuedAt().toString(),
                    event.expiresAt().toString(),
                    event.server(),
                    event.steps(),
                    event.tables(),
                    event.signOffs().stream()
                            .map(s -> new Signed(
                                    s.role(), s.name(), s.key(), s.signedAt().toString()))
                            .toList());
        }
    }

    record Signed(String role, String name, String key, String signedAt) {}

    record FailedAttempt(int attempt, String step, String sqlState, String message, List<String> blockers) {}

    record JournalEnd(long lines, String head) {}
}
