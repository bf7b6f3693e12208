package dev.cleanslate.evidence;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunEvent.Outcome;
import dev.cleanslate.run.RunListener;
import dev.cleanslate.run.Stage;
import dev.cleanslate.seal.Digest;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One Allure result per step, in the run's own folder, so that results of different runs never pile up. */
final class AllureResults implements RunListener {

    private static final String CATEGORIES = """
            [{"name": "Contamination", "matchedStatuses": ["failed"], "messageRegex": "(?s).* hits [0-9]+ rows? of .*"},
             {"name": "Waivers that ended", "matchedStatuses": ["failed"], "messageRegex": "(?s)The waiver of .*"},
             {"name": "Not read", "matchedStatuses": ["failed", "broken"], "messageRegex": "(?s).* was not looked at: .*"}]
            """;

    private final FileSystemResultsWriter writer;
    private final Map<String, Map<String, Long>> rows = new HashMap<>();
    private final Map<String, RunEvent.StepStarted> started = new HashMap<>();
    private final Map<String, Attachment> attachments = new HashMap<>();
    private final List<TestResult> results = new ArrayList<>();
    private String suite = "";
    private boolean scanning;
    private String target = "";
    private String underWay = "";

    AllureResults(Path folder) {
        writer = new FileSystemResultsWriter(folder);
    }

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.RunStarted e) {
            suite = e.suite();
            scanning = e.command().equals("scan");
            target = e.target();
        } else if (event instanceof RunEvent.StepStarted e) {
            underWay = e.id();
            started.put(e.id(), e);
        } else if (event instanceof RunEvent.Progress e) {
            rows.computeIfAbsent(e.id(), id -> new HashMap<>()).put(e.what(), e.rows());
        } else if (event instanceof RunEvent.Planned e) {
            attachments.put(underWay, plan(e));
        } else if (event instanceof RunEvent.StepFinished e) {
            results.add(result(at, e));
        } else if (event instanceof RunEvent.RunFinished e) {
            // Only the end tells a broken server from a check that found something; and a file for each table would be
            // written while the tables are locked.
            results.stream()
                    .filter(result -> e.outcome() == Outcome.ERROR && result.getStatus() == Status.FAILED)
                    .forEach(result -> result.setStatus(Status.BROKEN));
            results.forEach(writer::write);
            if (scanning) {
                writer.write("categories.json", new ByteArrayInputStream(CATEGORIES.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private TestResult result(Instant at, RunEvent.StepFinished e) {
        String identity = Digest.ofLines(List.of(suite, target, e.id()));
        TestResult result = new TestResult()
                .setUuid(UUID.randomUUID().toString())
                .setHistoryId(identity)
                .setTestCaseId(identity)
                .setFullName(suite + "@" + target + "/" + e.id())
                .setName(e.name())
                .setStatus(status(e.status()))
                .setStatusDetails(new StatusDetails().setMessage(e.message()))
                .setStage(io.qameta.allure.model.Stage.FINISHED)
                .setStart(at.toEpochMilli() - e.millis())
                .setStop(at.toEpochMilli())
                .setLabels(labels(e.stage()));
        List<Parameter> parameters = new ArrayList<>();
        long count = rows.getOrDefault(e.id(), Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (rows.containsKey(e.id())) {
            parameters.add(parameter("rows", Long.toString(count)));
        }
        if (started.containsKey(e.id())) {
            parameters.add(parameter("place", started.get(e.id()).place().toString()));
        }
        Attachment attachment = attachments.get(e.id());
        return result.setParameters(parameters).setAttachments(attachment == null ? List.of() : List.of(attachment));
    }

    /** Allure sorts suites by name: the number keeps the stages in their order. */
    private List<Label> labels(Stage stage) {
        return List.of(
                label("parentSuite", suite + "@" + target),
                label("suite", (1 + List.of(Stage.values()).indexOf(stage)) + " " + stage.word()),
                label("epic", suite),
                label("feature", scanning && stage == Stage.VERIFICATION ? "contamination" : stage.word()),
                label("severity", stage == Stage.RESET || stage == Stage.VERIFICATION ? "critical" : "normal"),
                label("framework", "cleanslate"));
    }

    private Attachment plan(RunEvent.Planned e) {
        String source = UUID.randomUUID() + "-attachment.txt";
        String text = PlanText.of(e.plan(), e.digest(), e.schemaFingerprint(), false);
        writer.write(source, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return new Attachment().setName("plan").setType("text/plain").setSource(source);
    }

    /** A refusal is a failure; nothing is called broken before the run has ended. */
    private static Status status(RunEvent.Status status) {
        return switch (status) {
            case PASSED -> Status.PASSED;
            case SKIPPED -> Status.SKIPPED;
            case FAILED, REFUSED -> Status.FAILED;
        };
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }

    /** Left out of the history, or every run with other counts would be another test. */
    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(value).setExcluded(true);
    }
}
