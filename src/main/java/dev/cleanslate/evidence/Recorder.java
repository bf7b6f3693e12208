package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.RunRecord.Commit;
import dev.cleanslate.evidence.record.RunRecord.State;
import dev.cleanslate.evidence.record.TableResult;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.run.Certification;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.storage.Account;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code run.json}, written when the run starts, whenever the truth about its commit changes, and at its end. Each
 * version says what is so if nothing more is ever heard: a run that is killed leaves a record that does not lie.
 */
final class Recorder implements RunListener {

    private final Path file;
    private final Journal journal;
    private final PrintStream warnings;
    private final Steps steps = new Steps();
    private final Map<String, RunEvent.TableMeasured> measured = new HashMap<>();
    private final ScanRecord scan = new ScanRecord();
    private final List<String> notes = new ArrayList<>();
    private final List<RunRecord.FailedAttempt> failedAttempts = new ArrayList<>();
    private RunEvent.@Nullable RunStarted started;
    private @Nullable Instant startedAt;
    private RunRecord.@Nullable Database database;
    private RunEvent.@Nullable Planned planned;
    private RunEvent.@Nullable Rehearsed rehearsed;
    private @Nullable Certification certification;
    private @Nullable Account storage;
    private List<RunRecord.Person> contacts = List.of();
    private Commit commit = Commit.NONE;
    private Ending ending = Ending.UNFINISHED;
    private String text = "";

    Recorder(Path file, Journal journal, PrintStream warnings) {
        this.file = file;
        this.journal = journal;
        this.warnings = warnings;
    }

    @Override
    public void on(Instant at, RunEvent event) {
        steps.on(at, event);
        scan.on(at, event);
        boolean doubted = commit.state() == State.IN_DOUBT;
        if (event instanceof RunEvent.RunStarted e) {
            started = e;
            startedAt = at;
            write(true);
        } else if (event instanceof RunEvent.Contacts e) {
            contacts = people(e);
        } else if (event instanceof RunEvent.DatabaseKnown e) {
            ServerFacts server = e.server();
            database = new RunRecord.Database(
                    server.database(), server.version(), e.address(), server.systemIdentifier(), server.role());
        } else if (event instanceof RunEvent.Planned e) {
            planned = e;
            write(true);
        } else if (event instanceof RunEvent.Rehearsed e) {
            rehearsed = e;
        } else if (event instanceof RunEvent.Certified e) {
            certification = e.certification();
        } else if (event instanceof RunEvent.Storage e) {
            storage = e.account();
            write(commit.state() != State.DONE);
        } else if (event instanceof RunEvent.TableMeasured e) {
            measured.put(e.table(), e);
        } else if (event instanceof RunEvent.TablesProved e) {
            e.tables().forEach(table -> measured.put(table.table(), table));
        } else if (event instanceof RunEvent.AttemptFailed e) {
            failedAttempts.add(new RunRecord.FailedAttempt(
                    e.attempt(), e.step(), e.sqlState(), e.message(), List.copyOf(e.blockers())));
            measured.clear();
            commit = Commit.NONE;
            ending = Ending.UNFINISHED;
            if (doubted) {
                write(false);
            }
        } else if (event instanceof RunEvent.Note e) {
            note(e.text());
        } else if (event instanceof RunEvent.Committing e) {
            commit = new Commit(State.IN_DOUBT, Optional.of(e.transaction()));
            ending = Ending.inDoubt(e.transaction());
            write(true);
        } else if (event instanceof RunEvent.Committed e) {
            commit = new Commit(State.DONE, Optional.of(e.transaction()));
            ending = Ending.committed(e.transaction());
            write(false);
        } else if (event instanceof RunEvent.RunFinished e) {
            commit = settled(e);
            ending = Ending.of(at, e);
            write(false);
        }
    }

    static List<RunRecord.Person> people(RunEvent.Contacts event) {
        return event.people().stream()
                .map(who -> new RunRecord.Person(who.name(), who.role(), who.phone(), who.email()))
                .toList();
    }

    /** Something to remember that is not the run's: it also reaches a record that is already written. */
    void note(String note) {
        notes.add(note);
        if (ending.finishedAt() != null) {
            write(false);
        }
    }

    /** The record as it was last written, or should have been. */
    String text() {
        return text;
    }

    /** Empty while the run is under way. */
    Optional<RunRecord> finished() {
        return ending.finishedAt() == null || started == null || startedAt == null
                ? Optional.empty()
                : Optional.of(record(started, startedAt));
    }

    private Commit settled(RunEvent.RunFinished end) {
        if (end.committed()) {
            return new Commit(State.DONE, commit.transaction());
        }
        boolean open = commit.state() == State.IN_DOUBT && end.exitCode() == 5;
        return open ? commit : Commit.NONE;
    }

    private void write(boolean mayStopTheRun) {
        if (started == null || startedAt == null) {
            return;
        }
        text = RecordFile.pretty(record(started, startedAt));
        try {
            RecordFile.replace(file, text);
        } catch (IOException e) {
            String message = file + ": the record cannot be written: " + RunFolder.why(e) + ".";
            if (mayStopTheRun) {
                throw new EvidenceFailed(
                        message + " Free some space there or choose another place with --reports DIR."
                                + " The run stops before its commit, nothing was changed.",
                        e);
            }
            warnings.println("warning: " + Printable.of(message));
        }
    }

    private RunRecord record(RunEvent.RunStarted start, Instant since) {
        Instant until = ending.finishedAt();
        return new RunRecord(
                RunRecord.SCHEMA,
                start.run(),
                start.suite(),
                start.target(),
                start.command(),
                start.toolVersion(),
                start.language(),
                Optional.ofNullable(database),
                since.truncatedTo(ChronoUnit.MILLIS).toString(),
                Optional.ofNullable(until)
                        .map(end -> end.truncatedTo(ChronoUnit.MILLIS).toString()),
                ending.outcome().word(),
                ending.exitCode(),
                commit.state() == State.DONE,
                Optional.of(commit),
                Math.max(ending.attempts(), failedAttempts.size()),
                Optional.ofNullable(ending.message()),
                Optional.ofNullable(planned).map(RecordedPlan::of),
                planned == null ? List.of() : tables(planned.plan()),
                steps.results(until),
                scan.findings(),
                scan.scanned(),
                Optional.ofNullable(rehearsed).map(RecordedRehearsal::of),
                Optional.ofNullable(certification).map(RecordedCertification::of),
                Optional.ofNullable(storage).map(RecordedStorage::of),
                contacts,
                notes,
                failedAttempts,
                Optional.of(new RunRecord.JournalEnd(journal.lines(), journal.head())));
    }

    private List<TableResult> tables(Plan plan) {
        return plan.tables().stream().map(this::table).toList();
    }

    private TableResult table(TablePlan table) {
        String name = table.table().toString();
        String qualified = table.table().schema() + "." + table.table().name();
        Optional<RunEvent.TableMeasured> found =
                Optional.ofNullable(measured.getOrDefault(name, measured.get(qualified)));
        return new TableResult(
                name,
                table.fate().word(),
                RecordedPlan.word(table.strategy()),
                table.reason(),
                found.isPresent(),
                found.map(RunEvent.TableMeasured::before).orElse(0L),
                found.map(RunEvent.TableMeasured::after).orElse(0L),
                found.map(RunEvent.TableMeasured::removed).orElse(0L),
                found.map(RunEvent.TableMeasured::fingerprintBefore).filter(f -> !f.isEmpty()),
                found.map(RunEvent.TableMeasured::fingerprintAfter).filter(f -> !f.isEmpty()));
    }
}
