package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.report.Language;
import dev.cleanslate.evidence.runbook.Matter;
import dev.cleanslate.evidence.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands of a runbook find, pasted where other runs and the backups of other databases lie too. */
class RunbookPicksTest {

    private static final String DAY = "20261121T";

    @TempDir
    Path folder;

    private Path here() throws IOException {
        return Files.createDirectories(folder.resolve("here"));
    }

    private void run(String second, String command, boolean certified) throws IOException {
        Path run = Files.createDirectories(here().resolve("reports/prod/gym/" + DAY + second + "Z-00ab"));
        Files.writeString(
                run.resolve("run.json"),
                "{\n  \"suite\": \"gym\",\n  \"command\": \"" + command
                        + "\",\n  \"notes\": [ \"\\\"command\\\": \\\"reset\\\"\" ]\n}\n");
        if (certified) {
            Files.writeString(run.resolve("certificate.json"), "{}");
        }
    }

    private void backup(String name, String finished) throws IOException {
        Path backup =
                Files.createDirectories(here().resolve("reports/prod/backups").resolve(name));
        Files.setLastModifiedTime(backup, FileTime.from(Instant.parse(finished)));
    }

    /** The calls of {@code command} of this program, once all that the page has was pasted. */
    private List<List<String>> pasted(Matter matter, String command) throws Exception {
        List<String> commands =
                Pasted.commands(Runbook.of(matter, Language.english()).markdown());
        return Pasted.run(commands, Files.createDirectories(folder.resolve("bin")), here()).stream()
                .map(Pasted.Call::words)
                .filter(words -> words.size() > 3 && words.get(2).equals(command))
                .toList();
    }

    private String backup(Matter matter) throws Exception {
        List<String> restore = pasted(matter, "restore").get(0);
        return restore.get(restore.indexOf("--backup") + 1);
    }

    private Matter unrehearsed() throws IOException {
        return GymWindow.unrehearsed(folder);
    }

    private Matter known() throws IOException {
        return GymWindow.known(folder);
    }

    @Test
    void theCertificateIsThatOfTheNewestRehearsalThatLeftOne() throws Exception {
        run("010000", "rehearse", true);
        run("020000", "rehearse", true);
        run("030000", "rehearse", false);
        run("040000", "reset", true);
        run("050000", "certify", true);
        run("060000", "scan", false);

        assertThat(pasted(unrehearsed(), "verify").get(0)).endsWith("reports/prod/gym/" + DAY + "020000Z-00ab");
    }

    @Test
    void theRunIsTheNewestReset() throws Exception {
        run("010000", "reset", true);
        run("020000", "reset", false);
        run("030000", "rehearse", true);
        run("040000", "certify", true);
        run("050000", "scan", false);

        assertThat(pasted(known(), "note"))
                .isNotEmpty()
                .allSatisfy(words -> assertThat(words).contains("reports/prod/gym/" + DAY + "020000Z-00ab"));
    }

    @Test
    void theBackupIsTheNewestWholeOneOfThisDatabase() throws Exception {
        String name = GymWindow.rehearsal().certificate().database().name();
        assertThat(name).matches("[a-z_]+");
        backup(name + "-20261121T010000Z", "2026-11-21T09:00:00Z");
        backup(name + "-20261121T020000Z", "2026-11-21T02:00:01Z");
        backup(name + "-20261121T020000Z-2", "2026-11-21T02:00:02Z");
        backup(name + "-20261121T030000Z.part", "2026-11-21T03:00:00Z");
        backup(name + "-test-20261121T040000Z", "2026-11-21T04:00:00Z");
        backup("zoo-20261121T050000Z", "2026-11-21T05:00:00Z");

        assertThat(backup(known())).isEqualTo("reports/prod/backups/" + name + "-20261121T020000Z-2");
    }

    @Test
    void ofADatabaseThatNobodyKnowsYetItIsTheNewestByTime() throws Exception {
        backup("zoo-20261121T010000Z", "2026-11-21T01:00:00Z");
        backup("gym-20261121T020000Z", "2026-11-21T02:00:00Z");
        backup("gym-20261121T030000Z.part", "2026-11-21T03:00:00Z");

        assertThat(backup(unrehearsed())).isEqualTo("reports/prod/backups/gym-20261121T020000Z");
    }

    @Test
    void nothingIsMadeUpWhereNothingIs() throws Exception {
        assertThat(backup(unrehearsed())).isEmpty();
        assertThat(here()).isEmptyDirectory();
    }
}
