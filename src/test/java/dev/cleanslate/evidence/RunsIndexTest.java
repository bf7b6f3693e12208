package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.record.RunRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class RunsIndexTest {

    private static final Instant NIGHT = Instant.parse("2026-11-20T02:00:00Z");
    private static final int EACH = 40;

    @TempDir
    Path reports;

    private LeftRuns runs = new LeftRuns(Path.of(""));

    @BeforeEach
    void inReports() {
        runs = new LeftRuns(reports);
    }

    private String drawn() throws IOException {
        RunsIndex.draw(reports);
        return Files.readString(reports.resolve(RunsIndex.NAME));
    }

    @Test
    void leadsToTheReportsThereAre() throws IOException {
        Path with = runs.passed("reset", NIGHT);
        Files.writeString(with.resolve("report.html"), "");
        Path without = runs.scan(NIGHT.plusSeconds(60), 2);
        assertThat(drawn())
                .contains("href=\"prod/gym/" + with.getFileName() + "/report.html\"")
                .contains("<code>" + without.getFileName() + "</code>")
                .contains("2 findings")
                .containsOnlyOnce("href=");
    }

    @Test
    void readsARecordOnceAndAnewWhenItChanged() throws IOException {
        Path record = runs.scan(NIGHT, 2).resolve(RunRecord.NAME);
        runs.scan(NIGHT.plusSeconds(60), 5);
        String first = drawn();
        String written = Files.readString(record);
        FileTime when = Files.getLastModifiedTime(record);
        Files.writeString(record, "x".repeat(written.length()));
        Files.setLastModifiedTime(record, when);
        String remembered = drawn();
        Files.writeString(
                record,
                written.replace("\"waived\": null", "\"waived\": {\"owner\": \"ops\"}")
                        .replace("\"waived\":null", "\"waived\":{\"owner\":\"ops\"}"));
        String changed = drawn();

        assertThat(first).contains("2 findings", "5 findings");
        assertThat(remembered).isEqualTo(first);
        assertThat(changed).doesNotContain("2 findings").contains("5 findings");
    }

    @Test
    void goesByTheRecordsWhereWhatItRememberedIsTornOrLost() throws IOException {
        runs.scan(NIGHT, 2);
        runs.scan(NIGHT.plusSeconds(60), 5);
        String first = drawn();
        Path remembered = reports.resolve(Outlines.NAME);
        Files.writeString(remembered, Files.readString(remembered).substring(0, 300) + "\n{\"folder\": 7}\nnull\n");
        String torn = drawn();
        Files.delete(remembered);

        assertThat(torn).isEqualTo(first);
        assertThat(drawn()).isEqualTo(first);
        assertThat(remembered).content().hasLineCount(2);
    }

    @Test
    void drawsFindingsOverTheScans() throws IOException {
        for (int i = 0; i < 4; i++) {
            runs.scan(NIGHT.plus(Duration.ofDays(i)), i);
        }
        assertThat(drawn()).contains("aria-label=\"0, 1, 2, 3\"").contains("<path d=\"M2 18.0 L8 12.7");
    }

    @Test
    void isInTheLanguageOfTheNewestRun() throws IOException {
        assertThat(drawn()).contains("lang=\"en\"").contains("No run has left a record here yet.");
        runs.left("prod", "gym", "reset", NIGHT, record -> record.put("language", "fr"));
        assertThat(drawn()).contains("lang=\"fr\"");
    }

    @Test
    void hostileNamesAreText() throws Exception {
        String name = "p<script>alert(1)</script>\"'>\u202e\u0007javascript:x";
        Path folder = runs.left(
                name, name, name, NIGHT, record -> record.put("outcome", name).put("language", name));
        Files.writeString(folder.resolve("report.html"), "");
        Files.createDirectories(reports.resolve("\"><script>/gym/20261120T020000Z-ffff"));
        String page = drawn();
        assertThat(page).contains("p&lt;script&gt;").doesNotContain("<script", "\u202e", "\u0007", "http-equiv");
        assertThat(page.replace("http://www.w3.org", "")).doesNotContain("http:", "https:", "href=\"javascript");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
    }

    @Test
    void runsThatWereNotReadAreCounted() throws IOException {
        runs.passed("reset", NIGHT);
        Files.writeString(runs.passed("reset", NIGHT).resolve(RunRecord.NAME), "{");
        assertThat(drawn()).contains("1 of the 2 folders").contains("1 folder is passed over");
    }

    @Test
    void oneThatCannotBeWrittenIsANoteAndNoMore() throws IOException {
        Files.createDirectories(reports.resolve(RunsIndex.NAME).resolve("full"));
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (Evidence evidence =
                Evidence.open(reports, "demo", "gym", GymRun.START, new Evidence.Voice(out, out, false, false))) {
            GymRun.passed().tell(evidence);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("note: ", "the list of runs cannot be drawn");
    }

    @Test
    @Timeout(120)
    void twoProcessesThatEndRunsTogetherLoseNone() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String target : List.of("one", "two")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Drawing.class.getName(),
                            reports.toString(),
                            target)
                    .inheritIO()
                    .start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        String page = Files.readString(reports.resolve(RunsIndex.NAME));
        assertThat(page.split("<code>2026", -1)).hasSize(2 * EACH + 1);
        try (Stream<Path> left = Files.list(reports)) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("one", "two", RunsIndex.NAME, Outlines.NAME);
        }
    }

    /** Another process that has runs end, one right after the other. */
    static final class Drawing {

        private Drawing() {}

        public static void main(String[] args) throws IOException {
            Path reports = Path.of(args[0]);
            LeftRuns runs = new LeftRuns(reports);
            for (int i = 0; i < EACH; i++) {
                runs.left(args[1], "gym", "reset", NIGHT.plusSeconds(i), record -> {});
                RunsIndex.draw(reports);
            }
        }
    }
}
