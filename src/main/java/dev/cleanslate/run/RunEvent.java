package dev.cleanslate.run;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Waived;
import dev.cleanslate.storage.Account;
import dev.cleanslate.suite.Contact;
import dev.cleanslate.suite.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happens in a run, told to every {@link RunListener} in the order it happens. */
public sealed interface RunEvent {

    /** {@code language} is the one the report for people is written in, as a code like {@code en}. */
    record RunStarted(
            String run, String command, String suite, String target, String toolVersion, Path folder, String language)
            implements RunEvent {

        /** In English. */
        public RunStarted(String run, String command, String suite, String target, String toolVersion, Path folder) {
            this(run, command, suite, target, toolVersion, folder, "en");
        }
    }

    /** Whom to call when the run aborts, in this order. */
    record Contacts(List<Contact> people) implements RunEvent {
        public Contacts {
            people = List.copyOf(people);
        }
    }

    /** {@code address} is host and port (or socket) for people, without user or password. */
    record DatabaseKnown(ServerFacts server, String address) implements RunEvent {}

    record Planned(Plan plan, String digest, String suiteDigest, String schemaFingerprint) implements RunEvent {}

    /** {@code parent} is the id of the step that registered this one while it ran. A skipped step never starts. */
    record StepStarted(Stage stage, String id, String name, Place place, Optional<String> parent) implements RunEvent {}

    record StepFinished(Stage stage, String id, String name, Status status, long millis, String message)
            implements RunEvent {}

    /** What a check or a gate asked for and what it read instead, told before the step ends, whichever way. */
    record Read(String id, List<Reading> readings) implements RunEvent {
        public Read {
            readings = List.copyOf(readings);
        }
    }

    /**
     * One of them: {@code of} names what was looked at and is empty where the check has one subject only. Values of rows
     * are masked.
     */
    record Reading(String of, String expected, String found) {}

    /** What a step is busy with from now on; of what can be counted, a {@link Progress} follows. */
    record Working(String id, String what) implements RunEvent {}

    /** Work is under way or done within a step: how many rows so far of {@code what}, since the step began. */
    record Progress(String id, String what, long rows, long millis) implements RunEvent {}

    /** Everything about one table is known. Fingerprints are empty where none was taken. */
    record TableMeasured(
            String table, long before, long after, long removed, String fingerprintBefore, String fingerprintAfter)
            implements RunEvent {}

    /** All tables together were held against their baselines by that step, and none objects to the commit. */
    record TablesProved(String id, List<TableMeasured> tables) implements RunEvent {
        public TablesProved {
            tables = List.copyOf(tables);
        }
    }

    /** An attempt was rolled back and will be made again. */
    record AttemptFailed(int attempt, String step, String sqlState, String message, List<String> blockers)
            implements RunEvent {}

    /**
     * A reset goes by this rehearsal, and was let through on its strength: by what certificate, signed by which key, who
     * signed it off, and what each step and table came to then.
     */
    record Rehearsed(
            String run,
            String certificate,
            String signer,
            Instant issuedAt,
            Instant expiresAt,
            String server,
            List<StepTime> steps,
            List<TableRows> tables,
            List<Signed> signOffs)
            implements RunEvent {

        public Rehearsed {
            steps = List.copyOf(steps);
            tables = List.copyOf(tables);
            signOffs = List.copyOf(signOffs);
        }

        public record StepTime(String id, long millis) {}

        public record TableRows(String name, long before, long removed) {}

        public record Signed(String role, String name, String key, Instant signedAt) {}
    }

    /** A table was looked at, or as much of it as could be read; what was found there follows. */
    record TableScanned(TableReport report) implements RunEvent {}

    /** {@code waived}: who answers for it, so that it does not make a scan red. */
    record Found(Finding finding, Optional<Waived> waived) implements RunEvent {}

    /** After all that was found: what of it is new, still there and gone. */
    record Compared(Comparison comparison) implements RunEvent {}

    /** What a certification comes to, told before its last line. */
    record Certified(Certification certification) implements RunEvent {}

    /** What is known of the object store by now; told again whenever that is more. */
    record Storage(Account account) implements RunEvent {}

    record Note(String text) implements RunEvent {}

    /** A person is asked at the terminal, and nothing may be drawn over the question until something else happens. */
    record Asking(String question) implements RunEvent {}

    /** What a person does next, where that is not plain from the outcome. */
    record Next(String text) implements RunEvent {}

    /** About to commit; should nothing follow, the transaction id tells what became of it. */
    record Committing(String transaction) implements RunEvent {}

    record Committed(String transaction) implements RunEvent {}

    record RunFinished(Outcome outcome, int exitCode, boolean committed, int attempts, Optional<String> message)
            implements RunEvent {}

    enum Status {
        PASSED,
        FAILED,
        SKIPPED,
        REFUSED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    enum Outcome {
        PASSED,
        FAILED,
        REFUSED,
        ERROR;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
