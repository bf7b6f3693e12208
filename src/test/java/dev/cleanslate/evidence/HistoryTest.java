package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.evidence.record.RunRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private static final Instant NIGHT = Instant.parse("2026-11-20T02:00:00Z");

    @TempDir
    Path reports;

    private LeftRuns runs = new LeftRuns(Path.of(""));

    @BeforeEach
    void inReports() {
        runs = new LeftRuns(reports);
    }

    private History history() throws IOException {
        return History.read(reports, History.Wanted.ALL);
    }

    private History history(Optional<String> target, Optional<String> suite, Optional<String> command, int limit)
            throws IOException, History.Unknown {
        return History.of(reports, new History.Wanted(target, suite, command, limit));
    }

    private String text() throws IOException {
        return String.join("\n", HistoryText.lines(history(), Glyphs.UNICODE));
    }

    @Nested
    class Lists {

        @Test
        void theNewestFirstWithWhatItCameTo() throws IOException {
            runs.passed("reset", NIGHT);
            runs.scan(NIGHT.plusSeconds(60), 3);
            assertThat(HistoryText.lines(history(), Glyphs.UNICODE))
                    .satisfies(lines -> {
                        assertThat(lines.get(1))
                                .contains(
                                        "2026-11-20 02:01", "scan", "failed (1)", "3 findings", "13.0 s", "prod/gym/");
                        assertThat(lines.get(2)).contains("2026-11-20 02:00", "reset", "passed", "rows removed");
                    })
                    .last()
                    .isEqualTo("2 runs: 1 failed, 1 passed.");
        }

        @Test
        void nothingYet() throws IOException {
            assertThat(text()).startsWith("No runs below");
        }

        @Test
        void onlyWhatWasAskedForAndOnlySoMany() throws IOException, History.Unknown {
            for (int i = 0; i < 5; i++) {
                runs.scan(NIGHT.plus(Duration.ofDays(i)), i);
                runs.passed("reset", NIGHT.plus(Duration.ofDays(i)));
                runs.left("staging", "gym", "reset", NIGHT, record -> {});
            }
            History found = history(Optional.of("prod"), Optional.of("gym"), Optional.of("scan"), 2);
            assertThat(found.runs())
                    .extracting(run -> run.outline().open().orElseThrow())
                    .containsExactly(4L, 3L);
            assertThat(found.folders()).isEqualTo(10);
        }

        @Test
        void theFindingsOfScansAsALineOfBars() throws IOException {
            for (int i = 0; i < 5; i++) {
                runs.scan(NIGHT.plus(Duration.ofDays(i)), i * 2);
            }
            assertThat(text()).contains("prod/gym  findings").contains("▁▃▅▇█").contains("8 in the newest of 5");
            assertThat(String.join("\n", HistoryText.lines(history(), Glyphs.ASCII)))
                    .contains("_:=*#")
                    .doesNotContain("▁");
        }

        @Test
        void aRunThatIsUnderWayAndOneThatWasCutOff() throws IOException {
            Path live = runs.left(
                    "prod",
                    "gym",
                    "reset",
                    NIGHT,
                    record ->
                            record.putNull("finishedAt").put("outcome", "error").put("exitCode", 4));
            assertThat(text()).contains("cut off (4)");
            try (FileChannel journal = FileChannel.open(live.resolve(Journal.NAME), StandardOpenOption.WRITE)) {
                Afterword.lock(journal);
                assertThat(text()).contains("under way").doesNotContain("cut off");
            }
        }
    }

    @Nested
    class PassesOver {

        private String why(byte[] record) throws IOException {
            Path folder = runs.passed("reset", NIGHT);
            Files.write(folder.resolve(RunRecord.NAME), record);
            History found = history();
            assertThat(found.runs()).isEmpty();
            assertThat(HistoryText.passedOver(found)).hasSize(2);
            return found.passedOver().get(0).why();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 50, 1_000, 5_000})
        void aRecordTornAtAnyPlace(int at) throws IOException {
            byte[] whole = Files.readAllBytes(runs.passed("plan", NIGHT).resolve(RunRecord.NAME));
            Files.write(runs.passed("reset", NIGHT).resolve(RunRecord.NAME), Arrays.copyOf(whole, at));
            History found = history();
            assertThat(found.runs()).hasSize(1);
            assertThat(found.passedOver())
                    .singleElement()
                    .satisfies(p -> assertThat(p.why()).contains("run.json"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "[]",
                    "7",
                    "\"text\"",
                    "{}",
                    "{\"schema\": \"cleanslate.run/2\", \"run\": {\"id\": 1}}",
                    "{\"schema\": \"cleanslate.run/1\"}",
                    "{\"schema\": \"cleanslate.run/1\", \"tables\": [null]}",
                    "{\"schema\": \"cleanslate.run/1\", \"exitCode\": 1e999999999}",
                    "{\"schema\": \"cleanslate.run/1\", \"run\": \"r\", \"command\": \"reset\", \"outcome\": \"passed\"}",
                    "{\"schema\": \"cleanslate.run/1\", \"run\": \"../../..\", \"command\": \"reset\","
                            + " \"outcome\": \"passed\", \"startedAt\": \"2026-11-20T02:00:00Z\"}",
                    "{\"schema\": \"cleanslate.run/1\", \"run\": \"\\u0000\", \"command\": \"reset\","
                            + " \"outcome\": \"passed\", \"startedAt\": \"2026-11-20T02:00:00Z\"}"
                })
        void whatIsNoRecordOfThisVersion(String record) throws IOException {
            assertThat(why(record.getBytes(StandardCharsets.UTF_8))).isNotBlank();
        }

        @Test
        void aFutureFormatByItsName() throws IOException {
            assertThat(why("{\"schema\": \"cleanslate.run/9\"}".getBytes(StandardCharsets.UTF_8)))
                    .contains("format cleanslate.run/9");
        }

        @Test
        void deepNests() throws IOException {
            assertThat(why("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                    .contains("run.json");
        }

        @Test
        void theRecordOfAnotherRun() throws IOException {
            byte[] other = Files.readAllBytes(
                    runs.passed("reset", NIGHT.minusSeconds(9)).resolve(RunRecord.NAME));
            Path folder = runs.passed("reset", NIGHT);
            Files.write(folder.resolve(RunRecord.NAME), other);
            assertThat(history().passedOver())
                    .singleElement()
                    .satisfies(p -> assertThat(p.why()).contains("is the one of run"));
        }

        @Test
        void aFolderWithoutARecordAndNoLinksAtAll() throws IOException {
            Path real = runs.passed("reset", NIGHT);
            Files.delete(runs.passed("scan", NIGHT).resolve(RunRecord.NAME));
            Files.createSymbolicLink(real.resolveSibling("20261120T020000Z-ffff"), real);
            Files.createSymbolicLink(reports.resolve("round"), reports);
            Files.createDirectories(reports.resolve("prod/backups/gym-20261120T020000Z"));
            assertThat(history().passedOver()).hasSize(1);
            assertThat(history().runs()).hasSize(1);
        }
    }

    @Nested
    class Refuses {

        @Test
        void aTargetThatNeverRanNamingThoseThatDid() throws IOException {
            runs.passed("reset", NIGHT);
            assertThatThrownBy(() -> history(Optional.of("prdo"), Optional.empty(), Optional.empty(), 1))
                    .isInstanceOf(History.Unknown.class)
                    .hasMessageContaining("\"prdo\"")
                    .hasMessageContaining("There are runs of: prod.");
            assertThatThrownBy(() -> history(Optional.of("prod"), Optional.of("gim"), Optional.empty(), 1))
                    .hasMessageContaining("There are runs of: gym.");
        }

        @Test
        void aTargetThatLeadsOutOfTheFolder() throws IOException {
            runs.passed("reset", NIGHT);
            assertThatThrownBy(() -> History.of(
                            reports.resolve("prod"),
                            new History.Wanted(Optional.of(".."), Optional.empty(), Optional.empty(), 1)))
                    .isInstanceOf(History.Unknown.class);
        }
    }

    @Test
    void hostileNamesShowAsText() throws IOException {
        String name = "p\u001b[31m\u202e<script>\"'\n../..";
        runs.left(name, name, "sc\u0007an", NIGHT, record -> record.put("outcome", "\u001b[2J"));
        assertThat(text().lines().map(line -> line.replace("▁", "")).toList())
                .allSatisfy(line ->
                        assertThat(line.chars().filter(Character::isISOControl)).isEmpty());
        assertThat(RecordFile.read(HistoryText.json(history()).getBytes(StandardCharsets.UTF_8))
                        .path("runs")
                        .get(0)
                        .path("target")
                        .asString())
                .isEqualTo(name);
    }

    @Test
    void twoThousandRunsAreListedInABlink() throws IOException, History.Unknown {
        for (int i = 0; i < 2_000; i++) {
            runs.passed(i % 2 == 0 ? "reset" : "plan", NIGHT.plusSeconds(i * 60L));
        }
        long begun = System.nanoTime();
        History few = history(Optional.of("prod"), Optional.empty(), Optional.empty(), 30);
        History all = history();
        long read = System.nanoTime();
        assertThat(few.runs()).hasSize(30);
        assertThat(all.runs()).hasSize(2_000);
        assertThat(Duration.ofNanos(read - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(all.runs()).isSortedAccordingTo(History.NEWEST_FIRST);
    }
}
