package dev.cleanslate.evidence.record;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The little of a record that a list of runs tells. The rest of the file, which may be long, is passed over as it is read.
 */
public record RunOutline(
        String schema,
        String run,
        String suite,
        String target,
        String command,
        String language,
        String startedAt,
        String finishedAt,
        String outcome,
        int exitCode,
        boolean committed,
        Optional<RunRecord.Commit> commit,
        List<Table> tables,
        List<Finding> findings,
        Optional<Scanned> scan,
        Optional<Rehearsal> rehearsal) {

    public RunOutline {
        tables = List.copyOf(tables);
        findings = List.copyOf(findings);
    }

    public record Table(boolean measured, long removed) {}

    public record Finding(String severity, Optional<FindingResult.Waived> waived) {}

    public record Scanned(int tables, long rows) {}

    /** Which rehearsal a reset went by. */
    public record Rehearsal(String run) {}

    /**
     * Reads it from the bytes of {@code run.json}.
     *
     * @throws UnreadableRecord when those are not the bytes of a record that this version knows
     */
    public static RunOutline of(byte[] runJson) throws UnreadableRecord {
        RunOutline outline = RecordReader.outline(runJson);
        if (outline.run().isEmpty()
                || outline.command().isEmpty()
                || outline.outcome().isEmpty()) {
            throw new UnreadableRecord(RecordReader.LACKING, null);
        }
        if (moment(outline.startedAt()).isEmpty()
                || (outline.finished() && moment(outline.finishedAt()).isEmpty())) {
            throw new UnreadableRecord("when it began or ended is no time.", null);
        }
        return outline;
    }

    public boolean finished() {
        return !finishedAt.isEmpty();
    }

    public boolean passed() {
        return finished() && outcome.equals("passed");
    }

    public boolean inDoubt() {
        return commit.filter(c -> c.state() == RunRecord.State.IN_DOUBT).isPresent();
    }

    public boolean is(String word) {
        return command.equals(word);
    }

    public Instant began() {
        return moment(startedAt).orElse(Instant.EPOCH);
    }

    /** From the first line to the last; empty while there is no last one. */
    public Optional<Long> millis() {
        return moment(finishedAt)
                .map(end -> Math.max(0, Duration.between(began(), end).toMillis()));
    }

    /** Empty where no table was counted. */
    public Optional<Long> removed() {
        return tables.stream().anyMatch(Table::measured)
                ? Optional.of(tables.stream().mapToLong(Table::removed).sum())
                : Optional.empty();
    }

    /** That nobody answers for; empty where the run was no scan, or one that did not come to its end. */
    public Optional<Long> open() {
        return is("scan") && scan.isPresent() && finished() && exitCode <= 1
                ? Optional.of(
                        findings.stream().filter(f -> f.waived().isEmpty()).count())
                : Optional.empty();
    }

    public long open(String severity) {
        return findings.stream()
                .filter(f -> f.waived().isEmpty() && f.severity().equals(severity))
                .count();
    }

    private static Optional<Instant> moment(String recorded) {
        try {
            return recorded.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(recorded));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
