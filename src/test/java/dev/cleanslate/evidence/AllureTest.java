package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.cleanslate.evidence.EarlierRuns.Earlier;
import dev.cleanslate.evidence.record.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What Allure is told around its results, and its page. */
class AllureTest {

    @TempDir
    Path folder;

    private static RunRecord record() throws Exception {
        return RunRecord.of(Files.readAllBytes(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json")));
    }

    private JsonNode written(String file) throws IOException {
        return RecordFile.read(Files.readAllBytes(folder.resolve(file)));
    }

    @Test
    void knowsTheBuildAndTheFileOnAServerThatBuilds() throws Exception {
        Workshop gitlab = Workshop.of(Map.of(
                "GITLAB_CI", "true",
                "CI_PIPELINE_IID", "17",
                "CI_JOB_URL", "https://git.test/x/-/jobs/1",
                "CI_PROJECT_URL", "https://git.test/x",
                "CI_COMMIT_SHA", "abc123"));
        AllureResults.write(folder, record(), new EarlierRuns(3, List.of()), gitlab);

        assertThat(written("executor.json").path("buildName").asString()).isEqualTo("#17");
        assertThat(written("executor.json").path("buildOrder").asInt()).isEqualTo(3);
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith("-result.json")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .contains("https://git.test/x/-/blob/abc123/suites/gym/suite.yaml#L12"));
        }
    }

    @Test
    void believesNoEnvironmentThatIsNoAddress() {
        assertThat(Workshop.of(Map.of("BUILD_URL", "javascript:alert(1)"))).isEqualTo(Workshop.NONE);
        assertThat(Workshop.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_SERVER_URL", "x\" onclick"))
                        .url())
                .isEmpty();
    }

    @Test
    void makesATrendOfEarlierRunsByTheirRecords() throws Exception {
        AllureResults.write(folder, record(), new EarlierRuns(3, List.of(new Earlier(2, record()))), Workshop.NONE);

        assertThat(written("history/history-trend.json")
                        .path(0)
                        .path("buildOrder")
                        .asInt())
                .isEqualTo(2);
        assertThat(written("history/history-trend.json").at("/0/data/passed").asInt())
                .isEqualTo(3);
        assertThat(written("history/duration-trend.json").at("/0/data/duration").asLong())
                .isPositive();
    }

    @Test
    void readsWhateverTheNamesHold() throws Exception {
        AllureResults.write(folder, RunRecord.of(Hostile.record()), EarlierRuns.NONE, Workshop.NONE);

        Properties facts = new Properties();
        try (var in = Files.newInputStream(folder.resolve("environment.properties"))) {
            facts.load(in);
        }
        assertThat(facts.getProperty("Suite"))
                .startsWith("<script>alert(1)</script>")
                .contains("Ωμέγα");
        assertThat(facts).hasSizeBetween(8, 13);
    }

    @Nested
    class Page {

        @Test
        void isForbiddenEveryConnection() throws IOException {
            String page = "<head>\n<meta charset=\"utf-8\">\n</head><script>\n window.dataLayer = 1; gtag('x')</script>"
                    + "<script async src=\"https://www.googletagmanager.com/gtag/js?id=1\"></script><script>keep()</script>";

            assertThat(AllurePage.alone(page))
                    .contains("default-src 'none'", "keep()")
                    .doesNotContain("gtag", "googletagmanager");
            assertThatIOException().isThrownBy(() -> AllurePage.alone("<html></html>"));
        }

        @Test
        void isLeftOutWhereThereIsNoCommandLine() {
            Path page = folder.resolve("allure.html");
            assertThatIOException()
                    .isThrownBy(() -> AllurePage.draw(folder, folder, page))
                    .withMessageContaining("is not Allure's command line");
            assertThat(page).doesNotExist();
        }
    }

    @Test
    void writesTheSameTwice() throws Exception {
        AllureResults.write(folder.resolve("a"), record(), EarlierRuns.NONE, Workshop.NONE);
        AllureResults.write(folder.resolve("b"), record(), EarlierRuns.NONE, Workshop.NONE);

        assertThat(Files.readString(folder.resolve("a/categories.json"), StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(folder.resolve("b/categories.json")));
    }
}
