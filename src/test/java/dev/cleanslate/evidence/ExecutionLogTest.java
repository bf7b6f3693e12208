package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionLogTest {

    private static final Instant LATER = GymRun.START.plusSeconds(600);

    @TempDir
    Path reports;

    private Path left(GymRun run) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Evidence.Voice voice = new Evidence.Voice(nowhere, nowhere, false, false);
        try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice)) {
            run.tell(evidence);
            return evidence.folder().path();
        }
    }

    private static String log(Path folder) throws IOException {
        return Files.readString(folder.resolve("execution-log.md"));
    }

    private static List<String> broken(Path folder) {
        return Verification.of(folder, Optional.empty()).items().stream()
                .filter(item -> !item.holds())
                .map(Verification.Item::subject)
                .toList();
    }

    @Test
    void tellsOfARunThatPassed() throws IOException {
        Golden.assertMatches("passed.execution-log.md", timeless(log(left(GymRun.passed()))));
    }

    @Test
    void tellsOfARunThatFailedAndWhomToCall() throws IOException {
        Golden.assertMatches("failed.execution-log.md", timeless(log(left(GymRun.failed()))));
    }

    @Test
    void tellsOfARefusedPlan() throws IOException {
        Golden.assertMatches("refused.execution-log.md", timeless(log(left(GymRun.refused()))));
    }

    /** The journal names the folder's run, which has a random part. */
    private static String timeless(String log) {
        return log.replaceAll("SHA-256 [0-9a-f]{64}", "SHA-256 of the record");
    }

    @Test
    void takesInAnIncidentThatIsNotedAfterTheRunAndStillHolds() throws Exception {
        Path folder = Certified.folder(Certified.leave(reports));
        new Afterword("A. Person", "Workers came back late | <b>slow</b>", Optional.of(Afterword.Decision.GO_ON))
                .append(folder, LATER);

        assertThat(log(folder))
                .contains("noted by A. Person: decided to go on. Workers came back late \\| &lt;b&gt;slow&lt;/b&gt;");
        assertThat(broken(folder)).isEmpty();
    }

    @Test
    void takesInASignature() throws Exception {
        CertificateFile.Sound certificate = Certified.leave(reports);
        Path folder = Certified.folder(certificate);
        SignOffFile.write(
                certificate, "dba", Optional.of("D. Ba"), dev.cleanslate.seal.Keys.numbered(2), Certified.ISSUED);

        assertThat(log(folder)).contains("| dba | D. Ba |", certificate.digest());
        assertThat(broken(folder)).isEmpty();
    }

    @Test
    void leavesOutASignatureForAnotherCertificateAndSaysThatNoKeyWasChecked() throws Exception {
        CertificateFile.Sound certificate = Certified.leave(reports);
        CertificateFile.Sound other =
                Certified.leave(reports, Certified.rehearsed("container"), Certified.ISSUED.plusSeconds(1));
        Path folder = Certified.folder(certificate);
        SignOffFile.Sound strange = SignOffFile.write(
                other, "boss", Optional.of("B. Oss"), dev.cleanslate.seal.Keys.numbered(3), Certified.ISSUED);
        Files.copy(strange.file(), folder.resolve(strange.file().getFileName()));
        SignOffFile.write(
                certificate, "dba", Optional.of("D. Ba"), dev.cleanslate.seal.Keys.numbered(2), Certified.ISSUED);

        assertThat(log(folder)).contains("whose key that is was not checked").doesNotContain("B. Oss");
    }

    @Test
    void isFoundWhenAWordOfItWasChanged() throws Exception {
        Path folder = left(GymRun.passed());
        Path file = folder.resolve("execution-log.md");
        Files.writeString(file, log(folder).replace("Committed.", "Rolled back."));
        assertThat(broken(folder)).containsExactly("execution-log.md");

        Redrawing.of(folder, Optional.empty(), Optional.empty());
        assertThat(broken(folder)).isEmpty();
    }

    @Test
    void takesNothingForMarkupWhateverTheRecordHolds() throws Exception {
        Path folder = left(GymRun.failed());
        Files.write(folder.resolve("run.json"), Hostile.record());

        String log = ExecutionLog.of(folder);
        assertThat(log).doesNotContain("<script", "<img", "\u001b", "\u202e").contains("&lt;script&gt;alert");
        assertThat(log.lines().filter(line -> line.startsWith("| ")))
                .allSatisfy(row -> assertThat(row).endsWith(" |"));
    }
}
