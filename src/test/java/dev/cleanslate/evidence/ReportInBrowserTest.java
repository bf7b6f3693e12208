package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.report.Report;
import dev.cleanslate.evidence.runbook.Matter;
import dev.cleanslate.evidence.runbook.Runbook;
import dev.cleanslate.session.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The report as a browser shows it. Screenshots are left in {@code target/report-screens}, for eyes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {

    private static final Path SCREENS = Path.of("target", "report-screens");
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    @TempDir
    static Path folder;

    private Browser browser;

    @BeforeAll
    void start() throws Exception {
        Needs.that(Browser.program().isPresent(), "Chromium is needed: the package chromium");
        Files.createDirectories(SCREENS);
        browser = Browser.start(folder.resolve("profile"));
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.end();
        }
    }

    private Path page(String record, String language) throws Exception {
        if (record.equals("runs")) {
            return runs(language);
        }
        if (record.startsWith("runbook")) {
            Matter matter = switch (record) {
                case "runbook-hostile" -> GymWindow.hostile(folder);
                case "runbook-unrehearsed" -> GymWindow.unrehearsed(folder);
                default -> GymWindow.known(folder);
            };
            return Files.writeString(
                    folder.resolve(record + "." + language + ".html"),
                    Runbook.of(matter, Language.of(language).orElseThrow()).html());
        }
        byte[] json = switch (record) {
            case "hostile" -> Hostile.record();
            case "large" -> Hostile.large(150, 30);
            default -> Files.readAllBytes(Path.of("src/test/resources/dev/cleanslate/evidence", record + ".run.json"));
        };
        Path file = folder.resolve(record + "." + language + ".html");
        return Files.write(
                file, Report.of(json, Language.of(language).orElseThrow()).html());
    }

    /** The list of runs, of which one has names that mean harm. */
    private static Path runs(String language) throws IOException {
        Path reports = Files.createTempDirectory(folder, "runs");
        LeftRuns runs = new LeftRuns(reports);
        String harm = "p<script>alert(1)</script>\"'>" + "x".repeat(300);
        runs.left(harm, harm, harm, GymRun.START, record -> record.put("outcome", harm));
        for (int i = 0; i < 6; i++) {
            runs.scan(GymRun.START.plusSeconds(i * 60L), i % 4);
            Path passed = runs.left(
                    "prod",
                    "gym",
                    "reset",
                    GymRun.START.plusSeconds(i * 60L + 1),
                    record -> record.put("language", language));
            Files.writeString(passed.resolve(Report.HTML), "");
        }
        RunsIndex.draw(reports);
        return reports.resolve(RunsIndex.NAME);
    }

    private static List<String> methods(List<JsonNode> events) {
        return events.stream().map(e -> e.path("method").asString("")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "passed, en, 1100, false",
        "passed, en, 1100, true",
        "passed, fr, 360, false",
        "passed, en, 360, true",
        "refused, en, 1100, false",
        "refused, en, 360, true",
        "hostile, en, 1100, false",
        "hostile, en, 360, true",
        "large, en, 1100, false",
        "runs, en, 1100, false",
        "runs, en, 1100, true",
        "runs, fr, 360, false",
        "runs, en, 360, true",
        "runbook, en, 1100, false",
        "runbook, fr, 1100, true",
        "runbook, fr, 360, false",
        "runbook, en, 360, true",
        "runbook-unrehearsed, en, 360, false",
        "runbook-hostile, en, 1100, true",
        "runbook-hostile, en, 360, false"
    })
    void saysNothingAsksForNothingAndIsForEverybody(String record, String language, int width, boolean dark)
            throws Exception {
        List<JsonNode> events = browser.open(page(record, language), width, dark);

        assertThat(methods(events))
                .doesNotContain("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded");
        assertThat(methods(events).stream().filter("Network.requestWillBeSent"::equals))
                .as("requests, of which the file itself is one")
                .hasSize(1);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("width that the page takes")
                .isLessThanOrEqualTo(width);
        Files.write(
                SCREENS.resolve(record + "-" + language + "-" + width + (dark ? "-dark" : "") + ".png"),
                browser.screenshot());
        assertThat(axe()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"passed", "large"})
    void printsOnPaper(String record) throws Exception {
        browser.open(page(record, "en"), 1100, true);
        browser.media("print", true);
        byte[] printed = browser.print();
        Files.write(SCREENS.resolve(record + "-print.pdf"), printed);
        try (PDDocument document = Loader.loadPDF(printed)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
        }
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString())
                .isEqualTo("rgb(255, 255, 255)");
    }

    /** Each of the first two chapters is one sheet to hang up. */
    @ParameterizedTest
    @CsvSource({
        "runbook, en, Quick reference, For those who decide, Step by step",
        "runbook, fr, L’essentiel sur une page, Pour ceux qui décident, Pas à pas",
        "runbook-unrehearsed, en, Quick reference, For those who decide, Step by step"
    })
    void printsTheQuickReferenceAndTheExecutivePageOnOneSheetEach(
            String record, String language, String first, String second, String third) throws Exception {
        browser.open(page(record, language), 1100, false);
        browser.media("print", false);
        byte[] printed = browser.print();
        Files.write(SCREENS.resolve(record + "-" + language + "-print.pdf"), printed);
        try (PDDocument document = Loader.loadPDF(printed)) {
            assertThat(sheet(document, 1)).startsWith(first).contains("restore --target prod");
            assertThat(sheet(document, 2)).startsWith(second);
            assertThat(sheet(document, 3)).startsWith(third);
        }
    }

    /** Without the line above it that says of what it is. */
    private static String sheet(PDDocument document, int number) throws IOException {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(number);
        text.setEndPage(number);
        return text.getText(document).lines().skip(1).collect(Collectors.joining("\n"));
    }

    private List<String> axe() throws IOException, InterruptedException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(AXE), AXE)) {
            browser.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
        }
        JsonNode found = browser.evaluate(
                "axe.run(document).then(r => r.violations.map(v => v.id + ': ' + v.nodes.length + ' x '"
                        + " + v.nodes[0].html.substring(0, 200) + ' ' + v.nodes[0].failureSummary))");
        return found.valueStream().map(JsonNode::asString).toList();
    }
}
