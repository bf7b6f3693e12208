package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long steps took the last time, among whatever else was run since. */
class LastTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path reports;

    private LeftRuns left;

    @BeforeEach
    void noRuns() {
        left = new LeftRuns(reports);
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private Map<String, Long> times(String command) {
        return LastTimes.of(RunFolder.create(reports, "prod", "gym", NOW), command);
    }

    @Test
    void ofAWeeklyRunAreFoundBesideANightlyOne() throws IOException {
        left.passed("rehearse", ago(30));
        for (int night = 1; night < 30; night++) {
            left.scan(ago(night), 0);
        }

        assertThat(times("rehearse")).isNotEmpty().isEqualTo(times("scan"));
    }

    @Test
    void areNotHiddenByWhatCannotBeRead() throws IOException {
        left.passed("reset", ago(4));
        Files.writeString(left.passed("reset", ago(3)).resolve(RunRecord.NAME), "{ \"schema\": \"clean");
        Files.delete(left.passed("reset", ago(2)).resolve(RunRecord.NAME));
        left.left("prod", "gym", "reset", ago(1), record -> record.put("steps", "none"));

        assertThat(times("reset")).isNotEmpty();
    }

    @Test
    void areThoseOfTheNewestThatPassed() throws IOException {
        left.passed("reset", ago(3));
        left.left("prod", "gym", "reset", ago(2), record -> record.putArray("steps"));
        left.left("prod", "gym", "reset", ago(1), record -> record.put("outcome", "failed"));

        assertThat(times("reset")).isEmpty();
    }

    @Test
    void areNoneWhereOnlyLongAgoOnePassed() throws IOException {
        left.passed("reset", ago(9));
        for (int day = 1; day < 9; day++) {
            left.left("prod", "gym", "reset", ago(day), record -> record.put("outcome", "failed"));
        }

        assertThat(times("reset")).isEmpty();
    }
}
