package dev.cleanslate.evidence;

import dev.cleanslate.plan.Refusal;
import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Table.Identity;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.run.Stage;
import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Kind;
import dev.cleanslate.scan.Recognised;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.scan.Standing;
import dev.cleanslate.scan.TableReport;
import dev.cleanslate.scan.Unread;
import dev.cleanslate.scan.Waived;
import dev.cleanslate.suite.Contact;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A reset of the gym as it tells of itself, with every kind of event, and runs that end otherwise. */
final class GymRun {

    static final Instant START = Instant.parse("2026-11-20T23:15:00Z");
    static final String RUN = "20261120T231500Z-3f2a";

    private final List<RunEvent> events = new ArrayList<>();

    static RunEvent.Planned planned(List<Refusal> refusals) {
        return new RunEvent.Planned(GymPlan.plan(refusals), "ab12".repeat(16), "cd34".repeat(16), "ef56".repeat(16));
    }

    static RunEvent.Contacts contacts() {
        return new RunEvent.Contacts(List.of(
                new Contact(
                        "the DBA on call",
                        Optional.of("dba"),
                        Optional.of("+000 555 0100"),
                        Optional.of("dba@gym.test")),
                new Contact("Management", Optional.empty(), Optional.empty(), Optional.empty())));
    }

    /** Begins a run: started, database known, planned in a step of its own. */
    GymRun begun(String command, List<Refusal> refusals) {
        and(new RunEvent.RunStarted(RUN, command, "gym", "demo", "0.1.0", Path.of("reports", "demo", "gym", RUN)));
        and(contacts());
        and(new RunEvent.DatabaseKnown(GymPlan.server(), "localhost:5433"));
        start(Stage.PREFLIGHT, "preflight/plan", "The plan is safe");
        return and(planned(refusals));
    }

    GymRun and(RunEvent event) {
        events.add(event);
        return this;
    }

    GymRun start(Stage stage, String id, String name) {
        return and(new RunEvent.StepStarted(stage, id, name, GymPlan.place(12), Optional.empty()));
    }

    GymRun child(Stage stage, String id, String name, String parent) {
        return and(new RunEvent.StepStarted(stage, id, name, GymPlan.place(12), Optional.of(parent)));
    }

    GymRun end(Stage stage, String id, String name, RunEvent.Status status, long millis, String message) {
        return and(new RunEvent.StepFinished(stage, id, name, status, millis, message));
    }

    GymRun pass(Stage stage, String id, String name, long millis) {
        return end(stage, id, name, RunEvent.Status.PASSED, millis, "");
    }

    List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** Each event half a second after the one before. */
    void tell(RunListener listener) {
        for (int i = 0; i < events.size(); i++) {
            listener.on(at(i), events.get(i));
        }
    }

    static Instant at(int index) {
        return START.plusMillis(500L * index);
    }

    static TableReport scanned() {
        Recognised email = new Recognised(
                new Column("email", "text", true, Optional.empty(), Identity.NONE, false, Optional.empty()),
                Kind.EMAIL,
                "its name says so");
        return new TableReport(
                "users",
                412,
                31,
                false,
                Optional.empty(),
                List.of(email),
                List.of("demo-email"),
                List.of(new Finding(
                        "demo-email",
                        "The domain is reserved.",
                        "users",
                        Optional.of("email"),
                        32,
                        7.77,
                        Severity.CRITICAL,
                        Optional.of("2025-11-03 09:15:42+00"),
                        Optional.of("2025-11-03 09:15:42+00"),
                        List.of("u***@e***.com", "t***@e***.com"),
                        List.of(List.of("17"), List.of("18")),
                        "wipe: [users]")),
                List.of(new Unread("users", Optional.of("secret"), "reading it failed (SQLSTATE 22P02)")),
                List.of(),
                List.of());
    }

    static Comparison compared() {
        Standing mail =
                Standing.remembered("demo-email/users.email", "demo-email", "users", 32, Severity.CRITICAL, true);
        Standing old = Standing.remembered("orphan/orders.user_id", "orphan", "orders", 4, Severity.WARNING, false);
        return Comparison.of(
                Optional.of(new Comparison.Scanned("20261119T020000Z-0a0a", START)),
                List.of(old),
                List.of(mail),
                standing -> Optional.empty(),
                Optional.of(new Comparison.HandOff(
                        "20261118T020000Z-0b0b", START, List.of(new Comparison.Filled("users", 412, 1)))));
    }

    static RunEvent.Rehearsed rehearsedBefore() {
        return new RunEvent.Rehearsed(
                "20261120T210000Z-11aa",
                "9f".repeat(32),
                "0c2600b31bdb53ff",
                Instant.parse("2026-11-20T21:04:00Z"),
                Instant.parse("2026-11-21T21:04:00Z"),
                "container",
                List.of(
                        new RunEvent.Rehearsed.StepTime("reset/phase/leaf-nodes", 4_184),
                        new RunEvent.Rehearsed.StepTime("verification/protected", 25)),
                List.of(new RunEvent.Rehearsed.TableRows("scan_audit_logs", 1_203_950, 1_203_950)),
                List.of(new RunEvent.Rehearsed.Signed(
                        "dba", "D. Ba", "77aa77aa77aa77aa", Instant.parse("2026-11-20T22:30:00Z"))));
    }

    /** The whole way, with a retried attempt and folded children. */
    static GymRun passed() {
        return new GymRun()
                .begun("reset", List.of())
                .pass(Stage.PREFLIGHT, "preflight/plan", "The plan is safe", 180)
                .and(rehearsedBefore())
                .start(Stage.RESET, "reset/phase/leaf-nodes", "Leaf nodes")
                .and(new RunEvent.Working("reset/phase/leaf-nodes", "scan_audit_logs"))
                .and(new RunEvent.Progress("reset/phase/leaf-nodes", "scan_audit_logs", 1_204_000, 90))
                .and(new RunEvent.AttemptFailed(
                        1,
                        "Leaf nodes",
                        "55P03",
                        "canceling statement due to lock timeout",
                        List.of("pid 4711, application nightly-worker, since 23:10")))
                .and(new RunEvent.Progress("reset/phase/leaf-nodes", "scan_audit_logs", 1_204_000, 95))
                .and(new RunEvent.Progress("reset/phase/leaf-nodes", "absence_records", 412, 120))
                .pass(Stage.RESET, "reset/phase/leaf-nodes", "Leaf nodes", 184)
                .start(Stage.VERIFICATION, "verification/protected", "Protected tables are identical")
                .child(Stage.VERIFICATION, "verification/protected/lessons", "lessons", "verification/protected")
                .pass(Stage.VERIFICATION, "verification/protected/lessons", "lessons", 8)
                .and(new RunEvent.TablesProved(
                        "verification/protected",
                        List.of(
                                new RunEvent.TableMeasured("scan_audit_logs", 1_204_000, 0, 1_204_000, "", ""),
                                new RunEvent.TableMeasured("absence_records", 412, 0, 412, "", ""),
                                new RunEvent.TableMeasured("public.users", 412, 1, 411, "", ""))))
                .and(new RunEvent.Read(
                        "verification/protected",
                        List.of(
                                new RunEvent.Reading("lessons", ">0", "40"),
                                new RunEvent.Reading("users: role", "(a***)", "(a***)"))))
                .pass(Stage.VERIFICATION, "verification/protected", "Protected tables are identical", 20)
                .and(new RunEvent.TableMeasured("lessons", 40, 40, 0, "40:a1b2", "40:a1b2"))
                .and(new RunEvent.TableScanned(scanned()))
                .and(new RunEvent.Found(
                        scanned().findings().get(0),
                        Optional.of(new Waived("ops", "support accounts", LocalDate.parse("2027-01-31")))))
                .and(new RunEvent.Compared(compared()))
                .and(new RunEvent.Note("No rehearsal was made."))
                .and(new RunEvent.Asking("On standby and able to restore?"))
                .and(new RunEvent.Next("nothing. The record above is the proof; keep it."))
                .and(new RunEvent.Committing("987654"))
                .and(new RunEvent.Committed("987654"))
                .and(new RunEvent.Storage(GymBucket.cleared()))
                .and(new RunEvent.RunFinished(RunEvent.Outcome.PASSED, 0, true, 2, Optional.empty()));
    }

    /** The whole way on a copy, where nothing of the database itself is committed. */
    static GymRun rehearsed() {
        GymRun rehearsal = new GymRun();
        for (RunEvent event : passed().events()) {
            if (event instanceof RunEvent.RunStarted e) {
                rehearsal.and(new RunEvent.RunStarted(
                        e.run(), "rehearse", e.suite(), e.target(), e.toolVersion(), e.folder()));
            } else if (event instanceof RunEvent.RunFinished e) {
                rehearsal.and(new RunEvent.RunFinished(e.outcome(), e.exitCode(), false, e.attempts(), e.message()));
            } else if (!(event instanceof RunEvent.Committing
                    || event instanceof RunEvent.Committed
                    || event instanceof RunEvent.Storage
                    || event instanceof RunEvent.Rehearsed)) {
                rehearsal.and(event);
            }
        }
        return rehearsal;
    }

    static GymRun failed() {
        String message =
                "suites/gym/suite.yaml:12:5: phase \"Accounts\" failed: a trigger raised \"no\".\nNothing was changed.";
        return new GymRun()
                .begun("reset", List.of())
                .pass(Stage.PREFLIGHT, "preflight/plan", "The plan is safe", 180)
                .start(Stage.RESET, "reset/phase/accounts", "Accounts")
                .end(Stage.RESET, "reset/phase/accounts", "Accounts", RunEvent.Status.FAILED, 1250, message)
                .end(
                        Stage.RESET,
                        "reset/phase/balances",
                        "Balances",
                        RunEvent.Status.SKIPPED,
                        0,
                        "not reached: phase 'Accounts' failed")
                .end(
                        Stage.VERIFICATION,
                        "verification/protected",
                        "Protected tables are identical",
                        RunEvent.Status.SKIPPED,
                        0,
                        "not reached: phase 'Accounts' failed")
                .and(new RunEvent.RunFinished(RunEvent.Outcome.FAILED, 1, false, 1, Optional.empty()));
    }

    static GymRun refused() {
        return new GymRun()
                .begun("plan", GymPlan.twoRefusals())
                .end(
                        Stage.PREFLIGHT,
                        "preflight/plan",
                        "The plan is safe",
                        RunEvent.Status.REFUSED,
                        180,
                        "The plan is refused for 2 reasons. Nothing was changed.")
                .and(new RunEvent.RunFinished(RunEvent.Outcome.REFUSED, 3, false, 0, Optional.empty()));
    }
}
