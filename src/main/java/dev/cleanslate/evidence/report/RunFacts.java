package dev.cleanslate.evidence.report;

import dev.cleanslate.run.Certification;
import java.util.List;
import java.util.Optional;

/**
 * What a record says, as far as the report tells it. Fields that an older record does not have are empty here, so that
 * the section about them is left out.
 */
record RunFacts(
        String schema,
        String run,
        String suite,
        String target,
        String command,
        String tool,
        String language,
        Optional<Database> database,
        String startedAt,
        String finishedAt,
        String outcome,
        int exitCode,
        boolean committed,
        Optional<Commit> commit,
        int attempts,
        String message,
        Optional<Plan> plan,
        List<Table> tables,
        List<Step> steps,
        List<Finding> findings,
        Optional<Scanned> scan,
        Optional<Rehearsal> rehearsal,
        Optional<Certification> certification,
        List<String> notes,
        List<Attempt> failedAttempts,
        Optional<JournalEnd> journal) {

    record Database(String name, String serverVersion, String address, String systemIdentifier, String role) {}

    record Commit(String state, String transaction) {}

    record Plan(
            String digest,
            String suiteDigest,
            String schemaFingerprint,
            List<Phase> phases,
            List<Planned> tables,
            List<Trigger> triggers,
            List<String> sequences,
            List<String> refresh,
            Optional<Proof> proof,
            List<String> warnings,
            List<Refusal> refusals) {}

    record Phase(int index, String name, String place, boolean pointOfNoReturn, List<String> work) {}

    record Planned(String name, String fate, String strategy, String reason, long estimatedRows, long bytes) {}

    /** A foreign key; {@code action} is what deleting a row of the parent does. */
    record Key(String from, String constraint, String action, String to) {}

    record Trigger(String table, String name, String before) {}

    record Proof(int tablesWalked, int keysWalked, List<Key> reaches, List<Key> keys) {}

    record Refusal(String kind, String place, String message) {}

    record Table(
            String name,
            String fate,
            String strategy,
            String reason,
            boolean measured,
            long before,
            long after,
            long removed,
            String fingerprintBefore,
            String fingerprintAfter) {

        boolean identical() {
            return fate.equals("protect")
                    && measured
                    && before == after
                    && removed == 0
                    && fingerprintBefore.equals(fingerprintAfter);
        }
    }

    record Step(
            String id,
            String stage,
            String name,
            String status,
            long millis,
            String message,
            String parent,
            String place) {

        boolean passed() {
            return status.equals("passed");
        }
    }

    record Finding(
            String id,
            String detector,
            String table,
            String column,
            long rows,
            String severity,
            String sample,
            List<List<String>> keys,
            String advice,
            String explanation,
            double share,
            String first,
            String last,
            Optional<Waived> waived) {}

    record Waived(String owner, String reason, String expires) {}

    record Scanned(int tables, long rows, List<Unread> unread) {}

    record Unread(String table, String column, String why) {}

    /** What a reset went by. */
    record Rehearsal(
            String run,
            String certificate,
            String signer,
            String issuedAt,
            String expiresAt,
            String server,
            List<RehearsedStep> steps,
            List<RehearsedTable> tables,
            List<Signed> signOffs) {}

    record RehearsedTable(String name, long before, long removed) {}

    record RehearsedStep(String id, long millis) {}

    record Signed(String role, String name, String key, String signedAt) {}

    record Attempt(int attempt, String step, String sqlState, String message, List<String> blockers) {}

    record JournalEnd(long lines, String head) {}

    boolean inDoubt() {
        return commit.filter(c -> c.state().equals("in-doubt")).isPresent();
    }

    boolean is(String word) {
        return command.equals(word);
    }

    boolean passed() {
        return outcome.equals("passed");
    }

    /** Tables whose rows go or change. */
    List<Table> changed() {
        return tables.stream()
                .filter(t -> !t.fate().equals("protect") && !t.fate().equals("ignore"))
                .toList();
    }

    List<Table> protectedOnes() {
        return tables.stream().filter(t -> t.fate().equals("protect")).toList();
    }

    /** Findings that nobody answers for. */
    List<Finding> open() {
        return findings.stream().filter(finding -> finding.waived().isEmpty()).toList();
    }

    long removed() {
        return tables.stream().mapToLong(Table::removed).sum();
    }
}
