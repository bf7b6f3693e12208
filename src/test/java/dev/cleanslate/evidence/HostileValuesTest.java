package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.report.Report;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.scan.Finding;
import dev.cleanslate.scan.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/** What a database holds is data in every form that evidence has: it shows as text, and does nothing else. */
class HostileValuesTest {

    /** Everything at once, and long; a form may cut it, but may not obey it. */
    private static final String VALUE =
            "<img src=x onerror=alert(1)>\"'`|*_[a](javascript:alert(1)) %0A::error::no, @all"
                    + " \u202egnp.exe\u2066 \u0000\u0007\u001b[2J\u009b1m\r\n## heading\n| cell | &amp; ]]> 😀 Ωμέγα ";

    private static final String LONG = VALUE + "x".repeat(10_000 - VALUE.length());

    /** Nothing that moves a cursor or turns text around; line ends are the form's own. */
    private static final String OBEYED = "[\\p{Cc}\\p{Cf}&&[^\\n]]";

    @TempDir
    Path reports;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ByteArrayOutputStream annotated = new ByteArrayOutputStream();

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A run whose every name, message, value and note means harm. */
    private static GymRun run() {
        Finding finding = new Finding(
                "demo-email",
                LONG,
                VALUE,
                Optional.of(VALUE),
                3,
                1.5,
                Severity.CRITICAL,
                Optional.of(VALUE),
                Optional.empty(),
                List.of(LONG),
                List.of(List.of(LONG)),
                LONG);
        return new GymRun()
                .and(new RunEvent.RunStarted("r", "scan", VALUE, VALUE, VALUE, Path.of("r")))
                .and(new RunEvent.DatabaseKnown(GymPlan.server(), VALUE))
                .start(Stage.VERIFICATION, "check-a", VALUE)
                .and(new RunEvent.Working("check-a", VALUE))
                .and(new RunEvent.Progress("check-a", VALUE, 1, 1))
                .and(new RunEvent.AttemptFailed(1, VALUE, "40P01", LONG, List.of(LONG)))
                .and(new RunEvent.Read("check-a", List.of(new RunEvent.Reading(VALUE, LONG, LONG))))
                .and(new RunEvent.Found(finding, Optional.empty()))
                .and(new RunEvent.TableScanned(GymRun.scanned()))
                .end(Stage.VERIFICATION, "check-a", VALUE, RunEvent.Status.FAILED, 1, LONG)
                .and(new RunEvent.Note("hook \"" + VALUE + "\" at on-success: " + LONG))
                .and(new RunEvent.RunFinished(RunEvent.Outcome.FAILED, 1, false, 1, Optional.of(LONG)));
    }

    private RunFolder left() {
        Evidence.Voice voice = new Evidence.Voice(print(said), print(said), false, false);
        Evidence.Paper paper = new Evidence.Paper(Language.english(), true, Optional.empty());
        try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice, paper)) {
            evidence.alsoOnGitHub(
                    Map.of(
                            "GITHUB_ACTIONS",
                            "true",
                            "GITHUB_STEP_SUMMARY",
                            reports.resolve("summary.md").toString()),
                    print(annotated));
            run().tell(evidence);
            return evidence.folder();
        }
    }

    @Nested
    class AreText {

        @Test
        void onTheTerminal() {
            left();
            assertThat(text(said)).doesNotContainPattern(OBEYED).doesNotContain("is incomplete");
        }

        @Test
        void onThePage() throws IOException {
            String page = Files.readString(left().file(Report.HTML));
            assertThat(page).doesNotContainPattern(OBEYED).doesNotContain("<img", "<script", "]]>");
            assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;", "\\u{202e}gnp.exe", "\\u{1b}[2J", "Ωμέγα");
            assertThat(page).hasSizeLessThan(200_000);
        }

        @Test
        void onPaper() throws IOException {
            RunFolder folder = left();
            try (PDDocument paper = Loader.loadPDF(folder.file(Report.PDF).toFile())) {
                String words = new PDFTextStripper().getText(paper).replaceAll("\\s+", "");
                assertThat(words).contains("<imgsrc=xonerror=alert(1)>\"'`|*_[a](javascript:alert(1))");
                assertThat(words).contains("\\u{202e}gnp.exe", "Ωμέγα").doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
                assertThat(paper.getDocumentCatalog().getNames()).isNull();
            }
        }

        @Test
        void inTheSummaryOfAWorkflow() throws IOException {
            left();
            String page = Files.readString(reports.resolve("summary.md"));
            assertThat(page).doesNotContainPattern(OBEYED).doesNotContainPattern("(?m)^(## |\\| cell)");
            assertThat(page.replaceAll("\\\\.", "")).doesNotContain("<", "[", "`", "@");
            assertThat(page.replaceAll("\\\\.", "").lines().filter(line -> line.startsWith("|")))
                    .allSatisfy(
                            row -> assertThat(row.chars().filter(c -> c == '|').count())
                                    .isEqualTo(6));
            assertThat(page).hasSizeLessThan(10_000);
        }

        @Test
        void inAnnotations() {
            left();
            assertThat(text(annotated).lines())
                    .hasSize(1)
                    .allSatisfy(line -> assertThat(line).matches("::error (file=[^,:]+,line=12,)?title=[^:]+::.*"));
            assertThat(text(annotated)).doesNotContainPattern(OBEYED);
        }

        @Test
        void inMetrics() throws IOException {
            String metrics = Files.readString(left().file(Metrics.NAME));
            assertThat(metrics).doesNotContainPattern(OBEYED);
            assertThat(metrics.lines())
                    .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+")
                            || line.matches("[a-z_]+\\{([a-z]+=\"([^\"\\\\]|\\\\[\\\\\"n])*\",?)+} [0-9.]+"));
        }

        @Test
        void inResultsForCi() throws Exception {
            byte[] xml = Files.readAllBytes(left().file(JUnitXml.NAME));
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            NodeList cases = document.getElementsByTagName("testcase");
            assertThat(cases.getLength()).isEqualTo(1);
            assertThat(document.getElementsByTagName("img").getLength()).isZero();
            assertThat(cases.item(0).getAttributes().getNamedItem("name").getNodeValue())
                    .contains("<img src=x onerror=alert(1)>\"'`|", "]]>")
                    .doesNotContain("\u0000", "\u0007", "\u001b");
        }

        @Test
        void inResultsOfAllure() throws IOException {
            List<JsonNode> results = new ArrayList<>();
            try (Stream<Path> files = Files.list(left().file("allure-results"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
                    results.add(RecordFile.read(Files.readAllBytes(file)));
                }
            }
            assertThat(results).hasSize(1);
            assertThat(results.get(0).path("name").asString()).contains("<img src=x onerror=alert(1)>");
            assertThat(results.get(0).has("descriptionHtml")).isFalse();
        }

        @Test
        void inTheRecordAndTheJournalWordForWord() throws Exception {
            RunFolder folder = left();
            byte[] bytes = Files.readAllBytes(folder.file(RunRecord.NAME));
            RunRecord record = RunRecord.of(bytes);
            assertThat(record.message()).contains(LONG);
            assertThat(record.steps().get(0).readings().get(0).found()).isEqualTo(LONG);
            assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
            assertThat(Verification.of(folder.path(), Optional.empty(), Optional.of(VALUE))
                            .items())
                    .allSatisfy(
                            item -> assertThat(item.holds()).as(item.toString()).isTrue());
        }

        @Test
        void inTheListOfRuns() throws IOException {
            left();
            String page = Files.readString(reports.resolve(RunsIndex.NAME));
            assertThat(page).doesNotContainPattern(OBEYED).doesNotContain("<img", "<script");
        }
    }
}
