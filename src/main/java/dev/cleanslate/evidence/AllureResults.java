package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StepResult;
import dev.cleanslate.evidence.report.Report;
import dev.cleanslate.run.Stage;
import dev.cleanslate.seal.Digest;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A record as Allure reads it: a result for each step, in the run's own folder, so that those of two runs never pile up. */
final class AllureResults {

    static final String NAME = "allure-results";

    private final FileSystemResultsWriter writer;
    private final RunRecord record;
    private final Workshop workshop;
    private final List<StepResult> tests;

    private AllureResults(Path folder, RunRecord record, Workshop workshop) {
        this.writer = new FileSystemResultsWriter(folder);
        this.record = record;
        this.workshop = workshop;
        this.tests = tests(record);
    }

    static void write(Path folder, RunRecord record, EarlierRuns earlier, Workshop workshop) {
        AllureResults results = new AllureResults(folder, record, workshop);
        for (int i = 0; i < results.tests.size(); i++) {
            results.writer.write(results.result(i));
        }
        AllureAround.files(record, earlier, workshop).forEach((name, text) -> file(results.writer, name, text));
        FileSystemResultsWriter history = new FileSystemResultsWriter(folder.resolve("history"));
        AllureHistory.files(earlier).forEach((name, text) -> file(history, name, text));
    }

    private static void file(FileSystemResultsWriter writer, String name, String text) {
        writer.write(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What a step registers while it runs is a step of its test; of a scan each detector on each table is a test. */
    static List<StepResult> tests(RunRecord record) {
        return record.steps().stream()
                .filter(step -> record.is("scan") || step.parent().isEmpty())
                .toList();
    }

    /** The same over runs, and another for each command: else a reset would pass for its rehearsal tried again. */
    static String identity(RunRecord record, StepResult step) {
        return Digest.ofLines(List.of(record.suite(), record.target(), record.command(), step.id()));
    }

    static String uuid(RunRecord record, StepResult step) {
        return UUID.nameUUIDFromBytes((record.run() + "/" + step.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** A refusal is a failure; where the server or the network failed and not a check, it is broken. */
    static Status status(RunRecord record, StepResult step) {
        return switch (step.status()) {
            case "passed" -> Status.PASSED;
            case "skipped" -> Status.SKIPPED;
            default -> Cause.of(record, step) == Cause.INFRASTRUCTURE ? Status.BROKEN : Status.FAILED;
        };
    }

    /** What was not reached stands behind all that was. */
    static long start(RunRecord record, StepResult step) {
        return Instant.parse(step.startedAt().or(record::finishedAt).orElse(record.startedAt()))
                .toEpochMilli();
    }

    private TestResult result(int index) {
        StepResult step = tests.get(index);
        long start = start(record, step);
        String place = step.place().orElse("");
        TestResult result = new TestResult()
                .setUuid(uuid(record, step))
                .setHistoryId(identity(record, step))
                .setTestCaseId(identity(record, step))
                .setFullName(record.suite() + "@" + record.target() + "/" + step.id())
                // Allure sorts by name unless told otherwise, and then a check would stand before its phase.
                .setName(numbered(index + 1, tests.size()) + " " + step.name())
                .setStatus(status(record, step))
                .setStage(io.qameta.allure.model.Stage.FINISHED)
                .setStart(start)
                .setStop(start + step.millis())
                .setLabels(labels(step))
                .setLinks(links(place));
        if (!step.message().isEmpty()) {
            // The first word is what the categories go by.
            String trace = step.red() ? Cause.of(record, step).word() + ": " + place + "\n" + step.message() : null;
            result.setStatusDetails(
                    new StatusDetails().setMessage(step.message()).setTrace(trace));
        }
        List<Parameter> parameters = new ArrayList<>();
        if (!step.done().isEmpty()) {
            parameters.add(parameter("rows", Long.toString(step.rows())));
        }
        List<Attachment> attachments = new ArrayList<>();
        phase(step).ifPresent(phase -> {
            parameters.add(parameter("strategy", AllureAround.strategies(record, phase)));
            attachments.add(attachment(step, "tables", AllureAround.tables(record, phase)));
        });
        if (!place.isEmpty()) {
            parameters.add(parameter("place", place));
        }
        if (step.id().equals("plan") || step.id().endsWith("/plan")) {
            record.plan().ifPresent(plan -> {
                attachments.add(attachment(step, "plan", AllureAround.plan(plan)));
                if (!plan.refusals().isEmpty()) {
                    attachments.add(attachment(step, "what blocks the plan", AllureAround.blocking(plan)));
                }
            });
        }
        return result.setParameters(parameters)
                .setAttachments(attachments)
                .setSteps(record.is("scan") ? List.of() : within(step));
    }

    private List<io.qameta.allure.model.StepResult> within(StepResult step) {
        List<io.qameta.allure.model.StepResult> steps = new ArrayList<>();
        long began = start(record, step);
        long from = began;
        for (StepResult.Done done : step.done()) {
            steps.add(new io.qameta.allure.model.StepResult()
                    .setName(done.what())
                    .setStatus(Status.PASSED)
                    .setStart(from)
                    .setStop(Math.max(from, began + done.millis()))
                    .setParameters(List.of(parameter("rows", Long.toString(done.rows())))));
            from = Math.max(from, began + done.millis());
        }
        record.steps().stream().filter(child -> child.within(step.id())).forEach(child -> {
            long start = start(record, child);
            steps.add(new io.qameta.allure.model.StepResult()
                    .setName(child.name())
                    .setStatus(status(record, child))
                    .setStatusDetails(
                            child.message().isEmpty() ? null : new StatusDetails().setMessage(child.message()))
                    .setStart(start)
                    .setStop(start + child.millis()));
        });
        return steps;
    }

    private Optional<PlanRecord.Phase> phase(StepResult step) {
        return record.plan().stream()
                .flatMap(plan -> plan.phases().stream())
                .filter(phase -> step.stage().equals(Stage.RESET.word())
                        && phase.name().equals(step.name())
                        && !step.id().startsWith("check-"))
                .findFirst();
    }

    private List<Label> labels(StepResult step) {
        int stage = 1 + Arrays.stream(Stage.values()).map(Stage::word).toList().indexOf(step.stage());
        boolean contamination = record.is("scan") && step.stage().equals(Stage.VERIFICATION.word());
        return List.of(
                label("parentSuite", record.suite() + "@" + record.target() + " " + record.command()),
                label("suite", numbered(stage, Stage.values().length) + " " + step.stage()),
                label("epic", record.suite()),
                label("feature", contamination ? "contamination" : step.stage()),
                label("severity", severity(step)),
                label("tag", record.command()),
                label("host", record.database().map(RunRecord.Database::name).orElse("none")),
                label("framework", "cleanslate"));
    }

    /** How bad it is when this very step is red. */
    private static String severity(StepResult step) {
        return switch (step.stage()) {
            case "decision", "backup" -> "blocker";
            case "reset", "verification", "restore" -> "critical";
            case "evidence" -> "minor";
            default -> "normal";
        };
    }

    private List<Link> links(String place) {
        List<Link> links = new ArrayList<>();
        links.add(new Link().setName("report").setUrl(Report.HTML).setType("custom"));
        workshop.url()
                .ifPresent(url -> links.add(
                        new Link().setName(workshop.name()).setUrl(url).setType("custom")));
        workshop.source().filter(base -> !place.isEmpty()).ifPresent(base -> {
            String[] parts = place.split(":", 3);
            links.add(new Link()
                    .setName(place)
                    .setUrl(base + parts[0] + (parts.length > 1 ? "#L" + parts[1] : ""))
                    .setType("custom"));
        });
        return links;
    }

    private Attachment attachment(StepResult step, String name, String text) {
        String source =
                UUID.nameUUIDFromBytes((record.run() + "/" + step.id() + "/" + name).getBytes(StandardCharsets.UTF_8))
                        + "-attachment.txt";
        file(writer, source, text);
        return new Attachment().setName(name).setType("text/plain").setSource(source);
    }

    private static String numbered(int number, int of) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, Integer.toString(of).length() - digits.length())) + digits;
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }

    /** Left out of the history, or every run with other counts would be another test. */
    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(value).setExcluded(true);
    }
}
