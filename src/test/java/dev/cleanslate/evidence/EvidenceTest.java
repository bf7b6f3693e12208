package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

class EvidenceTest {

    @TempDir
    Path reports;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream warned = new ByteArrayOutputStream();

    private Evidence open() {
        return Evidence.open(
                reports, "demo", "gym", GymRun.START, new Evidence.Voice(print(said), print(warned), false, false));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String warnings() {
        return warned.toString(StandardCharsets.UTF_8);
    }

    /** The folder of a run that told these events. */
    private RunFolder left(GymRun run) {
        try (Evidence evidence = open()) {
            run.tell(evidence);
            return evidence.folder();
        }
    }

    private static List<JsonNode> allure(RunFolder folder) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.file("allure-results"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
                results.add(RecordFile.read(Files.readAllBytes(file)));
            }
        }
        return results;
    }

    private static JsonNode named(List<JsonNode> results, String name) {
        return results.stream()
                .filter(r ->
                        r.path("name").asString().replaceFirst("^[0-9]+ ", "").equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Leaves {

        @Test
        void everyFormInTheFolderOfTheRun() throws IOException {
            RunFolder folder = left(GymRun.passed());

            try (Stream<Path> files = Files.list(folder.path())) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                "allure-results",
                                "execution-log.md",
                                "journal.jsonl",
                                "junit.xml",
                                "metrics.prom",
                                "report.html",
                                "run.json");
            }
            assertThat(Journal.verify(folder.file("journal.jsonl")).whole()).isTrue();
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("PASSED");
            assertThat(warnings()).isEmpty();
        }

        @Test
        void theRecordAsItStandsOnDisk() throws IOException {
            try (Evidence evidence = open()) {
                GymRun.failed().tell(evidence);
                assertThat(evidence.record())
                        .isEqualTo(Files.readString(evidence.folder().file("run.json")));
            }
        }

        @Test
        void allureResultsWhoseHistoryHoldsOverRuns() throws IOException {
            JsonNode first = named(allure(left(GymRun.passed())), "Leaf nodes");
            JsonNode second = named(allure(left(GymRun.passed())), "Leaf nodes");

            assertThat(first.path("historyId")).isEqualTo(second.path("historyId"));
            assertThat(first.path("labels").toString()).contains("\"06 reset\"", "gym@demo reset", "critical");
            assertThat(first.path("parameters").path(0).path("value").asString())
                    .isEqualTo("1204412");
            assertThat(first.path("stop").asLong() - first.path("start").asLong())
                    .isEqualTo(184);
        }

        @Test
        void thePlanAsAnAttachmentOfTheStepThatMadeIt() throws IOException {
            RunFolder folder = left(GymRun.passed());

            JsonNode attachment = named(allure(folder), "The plan is safe")
                    .path("attachments")
                    .path(0);
            assertThat(folder.file("allure-results")
                            .resolve(attachment.path("source").asString()))
                    .content()
                    .contains("This plan can run.");
        }

        @Test
        void failedAndSkippedAllureResults() throws IOException {
            List<JsonNode> results = allure(left(GymRun.failed()));

            assertThat(named(results, "Accounts").path("status").asString()).isEqualTo("failed");
            assertThat(named(results, "Accounts")
                            .path("statusDetails")
                            .path("message")
                            .asString())
                    .contains("a trigger raised");
            assertThat(named(results, "Balances").path("status").asString()).isEqualTo("skipped");
        }

        @Test
        void aBrokenAllureResultWhereTheServerFailedNotACheck() throws IOException {
            GymRun run = new GymRun();
            GymRun.failed().events().stream()
                    .filter(e -> !(e instanceof RunEvent.RunFinished))
                    .forEach(run::and);
            run.and(new RunEvent.RunFinished(RunEvent.Outcome.ERROR, 4, false, 1, java.util.Optional.empty()));

            List<JsonNode> results = allure(left(run));
            assertThat(results).hasSize(4);
            assertThat(named(results, "Accounts").path("status").asString()).isEqualTo("broken");
        }

        @Test
        void junitXmlThatACiSystemReads() throws Exception {
            Element root = junit(left(GymRun.failed()));

            NodeList cases = root.getElementsByTagName("testcase");
            assertThat(root.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
            assertThat(root.getAttribute("failures")).isEqualTo("1");
            assertThat(root.getAttribute("skipped")).isEqualTo("2");
            Element accounts = (Element) cases.item(1);
            assertThat(accounts.getAttribute("name")).isEqualTo("Accounts");
            assertThat(accounts.getAttribute("file")).isEqualTo("suites/gym/suite.yaml");
            assertThat(accounts.getAttribute("line")).isEqualTo("12");
            assertThat(accounts.getElementsByTagName("failure").item(0).getTextContent())
                    .contains("Nothing was changed.");
        }

        @Test
        void junitXmlWhateverTheNamesHold() throws Exception {
            String hostile = "<a b='c'>]]>&\u0000\u001b\ud83d\u202e\uffff";
            Element root = junit(left(new GymRun()
                    .begun("reset", List.of())
                    .end(Stage.RESET, "x", hostile, RunEvent.Status.FAILED, 1, hostile)
                    .and(new RunEvent.RunFinished(RunEvent.Outcome.FAILED, 1, false, 1, java.util.Optional.empty()))));

            assertThat(((Element) root.getElementsByTagName("testcase").item(1)).getAttribute("name"))
                    .startsWith("<a b='c'>]]>&");
        }

        private static Element junit(RunFolder folder) throws Exception {
            byte[] xml = Files.readAllBytes(folder.file("junit.xml"));
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getDocumentElement();
        }
    }

    @Nested
    class SurvivesAFormThatFails {

        @Test
        void andSaysSoInTheRecordOnce() throws IOException {
            try (Evidence evidence = open()) {
                List<RunEvent> heard = new ArrayList<>();
                evidence.alsoTell("page", (at, event) -> {
                    throw new IllegalStateException("no ink");
                });
                evidence.alsoTell("after it", (at, event) -> heard.add(event));
                GymRun.passed().tell(evidence);

                assertThat(heard).isEqualTo(GymRun.passed().events());
                JsonNode record =
                        RecordFile.read(Files.readAllBytes(evidence.folder().file("run.json")));
                assertThat(record.path("outcome").asString()).isEqualTo("passed");
                assertThat(record.path("notes").toString()).containsOnlyOnce("no ink");
                assertThat(warnings()).containsOnlyOnce("page is incomplete").contains("The run is not affected.");
            }
        }

        @Test
        void alsoAtTheVeryEnd() throws IOException {
            try (Evidence evidence = open()) {
                evidence.alsoTell("page", (at, event) -> {
                    if (event instanceof RunEvent.RunFinished) {
                        throw new IllegalStateException("no ink");
                    }
                });
                GymRun.passed().tell(evidence);

                assertThat(Files.readString(evidence.folder().file("run.json"))).contains("no ink");
            }
        }

        @Test
        void asWhenAllureCannotWrite() throws IOException {
            try (Evidence evidence = open()) {
                Files.createFile(evidence.folder().file("allure-results"));
                GymRun.passed().tell(evidence);

                assertThat(warnings()).contains("allure-results is incomplete");
                assertThat(said.toString(StandardCharsets.UTF_8)).contains("PASSED");
            }
        }
    }

    @Nested
    class Stops {

        @Test
        void aRunWhoseJournalIsLostBeforeItsCommit() {
            Evidence evidence = open();
            new GymRun().begun("reset", List.of()).tell(evidence);
            evidence.close();

            assertThatExceptionOfType(EvidenceFailed.class)
                    .isThrownBy(() -> evidence.on(GymRun.START, new RunEvent.Committing("1")));
        }

        @Test
        void nothingOnceTheRunHasCommitted() {
            Evidence evidence = open();
            new GymRun()
                    .begun("reset", List.of())
                    .and(new RunEvent.Committing("1"))
                    .tell(evidence);
            evidence.close();
            evidence.on(GymRun.START, new RunEvent.Committed("1"));

            assertThat(warnings()).contains("the journal ends early");
            assertThat(evidence.record()).contains("\"committed\": true");
        }
    }
}
