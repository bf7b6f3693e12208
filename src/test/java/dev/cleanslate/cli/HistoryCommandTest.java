package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCommandTest {

    @TempDir
    Path reports;

    private int history(String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "history";
        args[1] = "--reports";
        args[2] = reports.toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return Main.run(args);
    }

    private void leaveRecord() throws IOException {
        Path folder = Files.createDirectories(reports.resolve("demo/gym/20261120T231500Z-3f2a"));
        Files.copy(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json"), folder.resolve("run.json"));
    }

    @Test
    void listsWhatIsThereAndNothing() throws IOException {
        assertThat(history()).isZero();
        leaveRecord();
        assertThat(history("--target", "demo", "--suite", "gym", "--command", "reset", "--limit", "all"))
                .isZero();
        assertThat(history("--json")).isZero();
    }

    @Test
    void refusesNamesThatNeverRanAndLimitsThatAreNone() throws IOException {
        leaveRecord();
        assertThat(history("--target", "dmeo")).isEqualTo(2);
        assertThat(history("--limit", "0")).isEqualTo(2);
        assertThat(Main.run(new String[] {
                    "history", "--reports", reports.resolve("none").toString()
                }))
                .isEqualTo(2);
    }

    @Test
    void deletesOnlyWhenToldTo() throws IOException {
        leaveRecord();
        Path plan = Files.createDirectories(reports.resolve("demo/gym/20250101T000000Z-0001"));
        Files.writeString(
                plan.resolve("run.json"),
                Files.readString(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json"))
                        .replace("20261120T231500Z-3f2a", "20250101T000000Z-0001")
                        .replace("2026-11-20T23:15", "2025-01-01T00:00")
                        .replace("\"command\": \"reset\"", "\"command\": \"plan\"")
                        .replace("\"committed\": true", "\"committed\": false"));
        assertThat(history("--prune")).isEqualTo(2);
        assertThat(history("--execute")).isEqualTo(2);
        assertThat(history("--prune", "--keep", "soon")).isEqualTo(2);
        assertThat(history("--prune", "--keep", "90d", "--command", "plan")).isEqualTo(2);
        assertThat(history("--prune", "--keep", "90d", "--execute")).isZero();
        assertThat(plan).exists();
        assertThat(history("--prune", "--keep", "90d", "--keep-at-least", "1")).isZero();
        assertThat(plan).exists();
        assertThat(history("--prune", "--keep", "90d", "--keep-at-least", "1", "--execute"))
                .isZero();
        assertThat(plan).doesNotExist();
    }
}
