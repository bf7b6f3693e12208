package dev.cleanslate.evidence;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.seal.Digest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as one line of the journal. */
final class JournalLine {

    private JournalLine() {}

    static String of(long seq, Instant at, RunEvent event, String prev) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("seq", seq);
        line.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("event", word(event));
        fields(event, line);
        line.put("prev", prev);
        return RecordFile.compact(line);
    }

    /** {@code StepStarted} is {@code step-started}. */
    static String word(RunEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(java.util.Locale.ROOT);
    }

    /** Java 17 has no switch over types; a test holds this against the permitted events. */
    private static void fields(RunEvent event, Map<String, @Nullable Object> line) {
        if (event instanceof RunEvent.RunStarted e) {
            line.put("run", e.run());
            line.put("command", e.command());
            line.put("suite", e.suite());
            line.put("target", e.target());
            line.put("tool", e.toolVersion());
            line.put("language", e.language());
        } else if (event instanceof RunEvent.Contacts e) {
            line.put("people", Recorder.people(e));
        } else if (event instanceof RunEvent.DatabaseKnown e) {
            line.put("database", e.server().database());
            line.put("serverVersion", e.server().version());
            line.put("address", e.address());
            line.put("systemIdentifier", e.server().systemIdentifier());
            line.put("role", e.server().role());
        } else if (event instanceof RunEvent.Planned e) {
            planned(e, line);
        } else if (event instanceof RunEvent.Rehearsed e) {
            line.put("run", e.run());
            line.put("certificate", e.certificate());
            line.put("content", Digest.ofJson(RecordTree.of(RecordedRehearsal.of(e))));
        } else if (event instanceof RunEvent.StepStarted e) {
            line.put("stage", e.stage().word());
            line.put("id", e.id());
            line.put("name", e.name());
            line.put("place", e.place().toString());
            e.parent().ifPresent(parent -> line.put("parent", parent));
        } else if (event instanceof RunEvent.StepFinished e) {
            line.put("stage", e.stage().word());
            line.put("id", e.id());
            line.put("name", e.name());
            line.put("status", e.status().word());
            line.put("millis", e.millis());
            line.put("message", e.message());
        } else if (event instanceof RunEvent.Read e) {
            line.put("id", e.id());
            line.put("readings", e.readings().stream().map(RecordTree::of).toList());
        } else if (event instanceof RunEvent.Working e) {
            line.put("id", e.id());
            line.put("what", e.what());
        } else if (event instanceof RunEvent.Progress e) {
            line.put("id", e.id());
            line.put("what", e.what());
            line.put("rows", e.rows());
            line.put("millis", e.millis());
        } else if (event instanceof RunEvent.TableMeasured e) {
            line.putAll(measured(e));
        } else if (event instanceof RunEvent.TablesProved e) {
            line.put("id", e.id());
            line.put("tables", e.tables().stream().map(JournalLine::measured).toList());
        } else if (event instanceof RunEvent.AttemptFailed e) {
            line.put("attempt", e.attempt());
            line.put("step", e.step());
            line.put("sqlState", e.sqlState());
            line.put("message", e.message());
            line.put("blockers", e.blockers());
        } else if (event instanceof RunEvent.TableScanned e) {
            line.putAll(ScanRecord.line(e.report()));
        } else if (event instanceof RunEvent.Found e) {
            line.putAll(RecordTree.of(ScanRecord.of(e)));
        } else if (event instanceof RunEvent.Compared e) {
            line.put("comparison", RecordTree.of(ScanRecord.of(e.comparison())));
        } else if (event instanceof RunEvent.Certified e) {
            line.put("verdict", e.certification().verdict());
            line.put("content", Digest.ofJson(RecordTree.of(RecordedCertification.of(e.certification()))));
        } else if (event instanceof RunEvent.Storage e) {
            line.put("bucket", e.account().bucket());
            line.put("content", Digest.ofJson(RecordTree.of(RecordedStorage.of(e.account()))));
        } else if (event instanceof RunEvent.Note e) {
            line.put("text", e.text());
        } else if (event instanceof RunEvent.Asking e) {
            line.put("question", e.question());
        } else if (event instanceof RunEvent.Next e) {
            line.put("text", e.text());
        } else if (event instanceof RunEvent.Committing e) {
            line.put("transaction", e.transaction());
        } else if (event instanceof RunEvent.Committed e) {
            line.put("transaction", e.transaction());
        } else if (event instanceof RunEvent.RunFinished e) {
            line.put("outcome", e.outcome().word());
            line.put("exitCode", e.exitCode());
            line.put("committed", e.committed());
            line.put("attempts", e.attempts());
            e.message().ifPresent(message -> line.put("message", message));
        } else {
            throw new IllegalStateException(
                    "The journal has no line for " + event.getClass().getSimpleName() + ".");
        }
    }

    private static void planned(RunEvent.Planned e, Map<String, @Nullable Object> line) {
        Plan plan = e.plan();
        line.put("digest", e.digest());
        line.put("suiteDigest", e.suiteDigest());
        line.put("schemaFingerprint", e.schemaFingerprint());
        // The record holds the whole plan; with this the journal vouches for every word of it.
        line.put("content", Digest.ofJson(RecordTree.of(RecordedPlan.of(e))));
        line.put("phases", plan.phases().size());
        line.put("tables", plan.tables().size());
        line.put("warnings", plan.warnings().size());
        line.put("refusals", plan.refusals().size());
    }

    private static Map<String, Object> measured(RunEvent.TableMeasured e) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("table", e.table());
        line.put("before", e.before());
        line.put("after", e.after());
        line.put("removed", e.removed());
        line.put("fingerprintBefore", e.fingerprintBefore());
        line.put("fingerprintAfter", e.fingerprintAfter());
        return line;
    }
}
