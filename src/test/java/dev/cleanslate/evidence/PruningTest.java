package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.record.RunRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {

    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Pruning.Retention QUARTER = new Pruning.Retention(Duration.ofDays(90), 0);

    @TempDir
    Path reports;

    @TempDir
    Path elsewhere;

    private LeftRuns runs = new LeftRuns(Path.of(""));

    @BeforeEach
    void inReports() {
        runs = new LeftRuns(reports);
    }

    private static Instant ago(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private Pruning pruning(Pruning.Retention retention) throws IOException, History.Unknown {
        return Pruning.of(reports, History.Wanted.ALL, retention, NOW);
    }

    private List<Path> goes(Pruning.Retention retention) throws IOException, History.Unknown {
        return pruning(retention).goes().stream().map(PastRun::folder).toList();
    }

    private Path old(String command) throws IOException {
        return runs.passed(command, ago(200));
    }

    @Nested
    class LetsGo {

        @Test
        void whatIsOldAndNotAmongTheNewestOfItsSuite() throws IOException, History.Unknown {
            Path oldest = runs.scan(ago(300), 1);
            Path older = runs.scan(ago(200), 1);
            runs.scan(ago(10), 1);
            runs.left("staging", "gym", "scan", ago(400), record -> {});
            assertThat(goes(new Pruning.Retention(Duration.ofDays(90), 1))).containsExactly(older, oldest);
            assertThat(goes(new Pruning.Retention(Duration.ofDays(90), 2))).containsExactly(oldest);
            assertThat(goes(new Pruning.Retention(Duration.ofDays(250), 1))).containsExactly(oldest);
        }

        @Test
        void onlyTheTargetThatWasNamed() throws IOException, History.Unknown {
            runs.scan(ago(300), 1);
            Path staging = runs.left("staging", "gym", "plan", ago(400), record -> {});
            Pruning pruning = Pruning.of(
                    reports,
                    new History.Wanted(Optional.of("staging"), Optional.empty(), Optional.empty(), Integer.MAX_VALUE),
                    QUARTER,
                    NOW);
            assertThat(pruning.goes()).extracting(PastRun::folder).containsExactly(staging);
        }

        @Test
        void nothingUntilItIsToldTo() throws IOException, History.Unknown {
            Path gone = runs.scan(ago(300), 1);
            Path stays = runs.scan(ago(1), 1);
            Path outside = Files.createDirectories(reports.resolve("outside"));
            Files.writeString(outside.resolve("file"), "");
            Files.createSymbolicLink(gone.resolve("link"), outside);
            Pruning pruning = pruning(QUARTER);
            assertThat(gone).exists();
            RunDeletion.Done done = RunDeletion.of(pruning);
            assertThat(done.left()).isEmpty();
            assertThat(done.gone()).hasSize(1);
            assertThat(gone).doesNotExist();
            assertThat(stays).exists();
            assertThat(outside.resolve("file")).exists();
            assertThat(gone.getParent())
                    .isDirectoryNotContaining(p -> p.toString().contains("going"));
            assertThat(reports.resolve(RunsIndex.NAME))
                    .content()
                    .contains(stays.getFileName().toString())
                    .doesNotContain(gone.getFileName().toString());
        }
    }

    @Nested
    class Keeps {

        private void stays(Path folder, String why) throws IOException, History.Unknown {
            Pruning pruning = pruning(QUARTER);
            assertThat(pruning.goes()).extracting(PastRun::folder).doesNotContain(folder);
            assertThat(pruning.stays()).anySatisfy((run, reason) -> {
                assertThat(run.folder()).isEqualTo(folder);
                assertThat(reason).contains(why);
            });
        }

        @Test
        void theNewestPassingRehearsalAndTheNewestReset() throws IOException, History.Unknown {
            Path older = runs.passed("rehearse", ago(220));
            Path rehearsal = old("rehearse");
            Path reset = old("reset");
            stays(rehearsal, "newest rehearse");
            stays(reset, "newest reset");
            assertThat(goes(QUARTER)).containsExactly(older);
        }

        @Test
        void theRehearsalThatAResetWentBy() throws IOException, History.Unknown {
            Path rehearsal = runs.passed("rehearse", ago(220));
            old("rehearse");
            runs.left(
                    "prod",
                    "gym",
                    "reset",
                    ago(210),
                    record -> record.putObject("rehearsal").put("run", String.valueOf(rehearsal.getFileName())));
            stays(rehearsal, "went by it");
        }

        @Test
        void oneWithACertificateThatCannotBeRead() throws IOException, History.Unknown {
            Path damaged = runs.passed("rehearse", ago(300));
            Files.writeString(damaged.resolve(Certificate.NAME), "{");
            Path newer = runs.passed("rehearse", ago(250));
            Files.writeString(newer.resolve(Certificate.NAME), "{");
            old("rehearse");
            stays(newer, "newest certificate");
            stays(damaged, "cannot be read");
        }

        /** A rehearsal with a certificate as one signs it, before another that is the newest of its kind and of certificates. */
        private Path certified(Instant expires) throws IOException {
            Path older = runs.passed("rehearse", ago(220));
            certify(older, expires);
            certify(old("rehearse"), ago(199));
            return older;
        }

        private void certify(Path folder, Instant expires) throws IOException {
            Map<String, Object> content =
                    new LinkedHashMap<>(RecordTree.of(Certified.leave(elsewhere).certificate()));
            content.put("run", String.valueOf(folder.getFileName()));
            content.put("target", "prod");
            content.put("expiresAt", expires.toString());
            CertificateFile.write(
                    folder.resolve(Certificate.NAME), RecordTree.read(content, Certificate.class), Certified.KEY);
        }

        @Test
        void oneWithAValidCertificateUntilItEnds() throws IOException, History.Unknown {
            Path folder = certified(NOW.plusSeconds(1));
            stays(folder, "its certificate is valid until 2026-11-20T02:00:01Z");
            certify(folder, NOW);
            assertThat(goes(QUARTER)).containsExactly(folder);
        }

        @Test
        void oneThatVouchesForABackupWhileThatIsThere() throws IOException, History.Unknown {
            Path folder = certified(ago(210));
            Path manifest = Files.createDirectories(reports.resolve("prod/backups/20260414T020000Z"))
                    .resolve("manifest.json");
            Files.writeString(manifest, "{\"sha256\": \"" + "ab".repeat(32) + "\"}");
            stays(folder, "it vouches for a backup that is still there");
            Files.writeString(manifest, "{\"sha256\": \"" + "cd".repeat(32) + "\"}");
            assertThat(goes(QUARTER)).containsExactly(folder);
        }

        @Test
        void oneThatIsSignedOff() throws IOException, History.Unknown {
            Path signed = old("plan");
            Files.writeString(signed.resolve("sign-off-dba.json"), "{}");
            stays(signed, "signed it off");
        }

        @Test
        void oneInDoubt() throws IOException, History.Unknown {
            Path doubted = runs.left(
                    "prod",
                    "gym",
                    "reset",
                    ago(300),
                    record ->
                            record.putObject("commit").put("state", "in-doubt").put("transaction", "7"));
            old("reset");
            stays(doubted, "in doubt");
        }

        @Test
        void oneThatIsUnderWayAndNotOneThatWasCutOff() throws IOException, History.Unknown {
            Path live = runs.left(
                    "prod",
                    "gym",
                    "scan",
                    ago(300),
                    record -> record.putNull("finishedAt").put("committed", false));
            try (FileChannel journal = FileChannel.open(live.resolve(Journal.NAME), StandardOpenOption.WRITE)) {
                Afterword.lock(journal);
                stays(live, "under way");
            }
            assertThat(goes(QUARTER)).containsExactly(live);
        }

        @Test
        void whatNobodyCanRead() throws IOException, History.Unknown {
            Path torn = runs.scan(ago(300), 1);
            Files.writeString(torn.resolve(RunRecord.NAME), "{");
            runs.scan(ago(1), 1);
            assertThat(RunDeletion.of(pruning(QUARTER)).gone()).isEmpty();
            assertThat(torn).exists();
        }

        @Test
        void whatChangedSinceItWasLookedAt() throws IOException, History.Unknown {
            Path run = runs.scan(ago(300), 1);
            Pruning pruning = pruning(QUARTER);
            Files.writeString(run.resolve("report.html"), "");
            assertThat(RunDeletion.of(pruning).left())
                    .singleElement()
                    .asString()
                    .contains("changed meanwhile");
            assertThat(run).exists();
        }
    }
}
