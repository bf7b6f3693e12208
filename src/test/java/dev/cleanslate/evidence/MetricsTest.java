package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.run.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines read of a run: metrics, and a GitHub workflow's annotations and summary. */
class MetricsTest {

    @TempDir
    Path folder;

    private RunRecord record(RunEvent.RunFinished end) throws IOException {
        return recorder(end).finished().orElseThrow();
    }

    private Recorder recorder(RunEvent.RunFinished end) throws IOException {
        Path run = Files.createTempDirectory(folder, "run");
        Journal journal = Journal.open(run.resolve(Journal.NAME), System.err);
        Recorder recorder = new Recorder(run.resolve(RunRecord.NAME), journal, System.err);
        List<RunEvent> events = GymRun.passed().events();
        for (int i = 0; i < events.size() - 1; i++) {
            recorder.on(GymRun.at(i), events.get(i));
        }
        recorder.on(GymRun.at(events.size()), end);
        return recorder;
    }

    private static RunEvent.RunFinished ended(int exitCode) {
        return new RunEvent.RunFinished(
                exitCode == 0 ? RunEvent.Outcome.PASSED : RunEvent.Outcome.FAILED,
                exitCode,
                true,
                1,
                Optional.of("100% wrong:\nsee `users`|<b>"));
    }

    @Test
    void everySeriesHasHelpAndTypeAndAppearsOnce() throws IOException {
        String text = Metrics.of(record(ended(0)), Optional.empty());

        List<String> samples =
                text.lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(samples)
                .allMatch(line -> line.matches("cleanslate_[a-z_]+\\{([a-z]+=\"([^\"\\\\]|\\\\.)*\",?)+\\} [0-9.]+"))
                .extracting(line -> line.substring(0, line.lastIndexOf(' ')))
                .doesNotHaveDuplicates();
        assertThat(samples)
                .allMatch(line -> text.contains("# TYPE " + line.substring(0, line.indexOf('{')) + " gauge\n"));
        assertThat(text)
                .contains(
                        "cleanslate_scan_finding_rows{target=\"demo\",suite=\"gym\",command=\"reset\",detector=\"demo-email\",table=\"users\",column=\"email\",severity=\"critical\",waived=\"true\"} 32\n",
                        "cleanslate_scan_unread_tables{target=\"demo\",suite=\"gym\",command=\"reset\"} 1\n",
                        "severity=\"critical\",waived=\"false\"} 0\n");
    }

    @Test
    void theLastSuccessOutlivesAFailure() throws IOException {
        String passed = Metrics.of(record(ended(0)), Optional.empty());
        String failed = Metrics.of(record(ended(1)), Optional.of(passed));
        String never = Metrics.of(record(ended(1)), Optional.empty());

        assertThat(success(failed)).isEqualTo(success(passed)).isNotEmpty();
        assertThat(success(never)).isEmpty();
    }

    private static String success(String text) {
        return text.lines()
                .filter(line -> line.startsWith("cleanslate_last_success_timestamp_seconds{"))
                .findFirst()
                .orElse("");
    }

    @Test
    void aWorkflowOfGitHubIsToldNothingThatBreaksItsLines() throws IOException {
        Path summary = folder.resolve("summary.md");
        Map<String, String> environment = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString());
        RunEvent.RunFinished end = ended(1);
        Recorder recorder = recorder(end);
        var out = new ByteArrayOutputStream();
        GitHub.of(environment, new PrintStream(out, true, StandardCharsets.UTF_8), recorder)
                .orElseThrow()
                .on(GymRun.at(99), end);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .allMatch(line -> line.matches("::(error|warning) .*::.*"));
        assertThat(Files.readString(summary))
                .contains("FAILED (exit code 1)", "100% wrong: see \\`users\\`\\|&lt;b&gt;", "demo-email/users.email")
                .doesNotContain("<b>");
        assertThat(GitHub.of(Map.of(), System.out, recorder)).isEmpty();
    }
}
