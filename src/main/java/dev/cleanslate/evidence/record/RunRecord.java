package dev.cleanslate.evidence.record;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code run.json}, field by field in its order; {@code run.schema.json} says what each means. What is not known is empty
 * here and null in the file, but a count is always a number. Fields that an older record does not have are empty too.
 */
public record RunRecord(
        String schema,
        String run,
        String suite,
        String target,
        String command,
        String tool,
        String language,
        Optional<Database> database,
        String startedAt,
        Optional<String> finishedAt,
        String outcome,
        int exitCode,
        boolean committed,
        Optional<Commit> commit,
        int attempts,
        Optional<String> message,
        Optional<PlanRecord> plan,
        List<TableResult> tables,
        List<StepResult> steps,
        List<FindingResult> findings,
        Optional<Scanned> scan,
        Optional<Rehearsal> rehearsal,
        Optional<CertificationResult> certification,
        Optional<StorageResult> storage,
        List<Person> contacts,
        List<String> notes,
        List<FailedAttempt> failedAttempts,
        Optional<JournalEnd> journal) {

    public static final String SCHEMA = "cleanslate.run/1";
    public static final String NAME = "run.json";

    public RunRecord {
        tables = List.copyOf(tables);
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
        contacts = List.copyOf(contacts);
        notes = List.copyOf(notes);
        failedAttempts = List.copyOf(failedAttempts);
    }

    /**
     * Reads it from the bytes of {@code run.json}.
     *
     * @throws UnreadableRecord with a sentence that goes on from the name of the file
     */
    public static RunRecord of(byte[] runJson) throws UnreadableRecord {
        return RecordReader.whole(runJson);
    }

    /** Somebody to call when the run aborts, in the order of the record. */
    public record Person(String name, Optional<String> role, Optional<String> phone, Optional<String> email) {}

    public record Database(String name, String serverVersion, String address, String systemIdentifier, String role) {}

    public record Commit(State state, Optional<String> transaction) {

        public static final Commit NONE = new Commit(State.NONE, Optional.empty());
    }

    /** In lower case, since that is how the record spells it. */
    public enum State {
        NONE,
        IN_DOUBT,
        DONE;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public record FailedAttempt(int attempt, String step, String sqlState, String message, List<String> blockers) {}

    public record JournalEnd(long lines, String head) {}

    public boolean inDoubt() {
        return commit.filter(c -> c.state() == State.IN_DOUBT).isPresent();
    }

    public boolean is(String word) {
        return command.equals(word);
    }

    public boolean passed() {
        return outcome.equals("passed");
    }

    /** Tables whose rows go or change. */
    public List<TableResult> changed() {
        return tables.stream()
                .filter(t -> !t.fate().equals("protect") && !t.fate().equals("ignore"))
                .toList();
    }

    public List<TableResult> protectedOnes() {
        return tables.stream().filter(t -> t.fate().equals("protect")).toList();
    }

    /** Findings that nobody answers for. */
    public List<FindingResult> open() {
        return findings.stream().filter(finding -> finding.waived().isEmpty()).toList();
    }

    public long removed() {
        return tables.stream().mapToLong(TableResult::removed).sum();
    }
}
