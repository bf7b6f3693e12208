package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Verification.Item;
import dev.cleanslate.seal.Keys;
import dev.cleanslate.seal.PublicKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

    private static final Optional<PublicKey> NO_KEY = Optional.empty();

    @TempDir
    Path reports;

    /** The folder of a run that told these events and was not certified. */
    private Path folder(GymRun run) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Evidence.Voice voice = new Evidence.Voice(nowhere, nowhere, false, false);
        try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice)) {
            run.tell(evidence);
            return evidence.folder().path();
        }
    }

    private static List<String> broken(Path path) {
        return Verification.of(path, NO_KEY).items().stream()
                .filter(item -> !item.holds())
                .map(item -> item.subject() + ": " + item.sentence())
                .toList();
    }

    private static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    @Nested
    class AFolder {

        private CertificateFile.Sound certificate;
        private Path folder;

        @BeforeEach
        void leave() {
            certificate = Certified.leave(reports);
            folder = Certified.folder(certificate);
        }

        @Test
        void holdsAsItWasLeft() {
            Verification found = Verification.of(folder, NO_KEY);
            assertThat(found.items()).allMatch(Item::holds);
            assertThat(found.exitCode()).isZero();
            assertThat(found.items())
                    .extracting(Item::subject)
                    .contains("run.json", "journal.jsonl", "certificate.json", "junit.xml", "report.html");
            assertThat(Verification.of(folder.resolve("run.json"), NO_KEY)).isEqualTo(found);
        }

        @ParameterizedTest
        @ValueSource(strings = {"run.json", "journal.jsonl", "junit.xml", "certificate.json"})
        void doesNotHoldAfterAChangeOfOneByteOfAnyOfItsFiles(String name) throws IOException {
            Path file = folder.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < good.length; i += 1 + i % 13) {
                byte[] changed = good.clone();
                changed[i] ^= 1;
                Files.write(file, changed);
                assertThat(broken(folder))
                        .as("byte %d of %s", i, name)
                        .anyMatch(sentence -> sentence.startsWith(name + ": "));
            }
        }

        @Test
        void doesNotHoldAfterAChangeInAnyRegionOfTheReport() throws IOException {
            Path file = folder.resolve("report.html");
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < good.length; i += 211) {
                byte[] changed = good.clone();
                changed[i] ^= 1;
                Files.write(file, changed);
                assertThat(broken(folder))
                        .as("byte %d of report.html", i)
                        .containsExactly("report.html: it was changed: its SHA-256 is not the one in the certificate.");
            }
        }

        @Test
        void saysWhatWasChanged() throws IOException {
            replace(folder.resolve("run.json"), "\"removed\":411", "\"removed\":412");
            assertThat(broken(folder))
                    .containsExactly(
                            "run.json: it tells otherwise than the journal: tables.users.removed is \"412\", the journal has"
                                    + " \"411\".",
                            "run.json: it was changed: its SHA-256 is not the one in the certificate.");
            assertThat(Verification.of(folder, NO_KEY).exitCode()).isEqualTo(1);
        }

        @Test
        void missesAFileThatTheCertificateNames() throws IOException {
            Files.delete(folder.resolve("junit.xml"));
            assertThat(broken(folder)).containsExactly("junit.xml: the certificate names it, and it is missing.");
        }

        @Test
        void tellsASignOffForAnotherCertificate() throws IOException {
            SignOffFile.Sound signOff =
                    SignOffFile.write(certificate, "dba", Optional.of("D. Ba"), Keys.numbered(2), Certified.ISSUED);
            assertThat(broken(folder)).isEmpty();

            Path other = Certified.folder(
                    Certified.leave(reports, Certified.rehearsed("container"), Certified.ISSUED.plusSeconds(1)));
            Files.copy(signOff.file(), other.resolve(signOff.file().getFileName()));
            assertThat(broken(other))
                    .singleElement()
                    .asString()
                    .startsWith("sign-off-dba-")
                    .endsWith(": it is for another certificate than the one beside it.");
        }

        @Test
        void mustBeSignedByTheKeyThatIsGiven() {
            assertThat(Verification.of(folder, Optional.of(Certified.KEY.publicKey()))
                            .exitCode())
                    .isZero();
            Verification other =
                    Verification.of(folder, Optional.of(Keys.numbered(2).publicKey()));
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.items()).anyMatch(item -> item.sentence().contains("not by the one you gave"));
        }
    }

    @Nested
    class ARecordWithoutACertificate {

        @Test
        void holdsHoweverTheRunEnded() {
            GymRun killed = new GymRun();
            GymRun.passed().events().subList(0, 9).forEach(killed::and);
            for (GymRun run : List.of(GymRun.passed(), GymRun.failed(), GymRun.refused(), killed)) {
                Path folder = folder(run);
                assertThat(broken(folder)).isEmpty();
                assertThat(Verification.of(folder, NO_KEY).items())
                        .anyMatch(item -> item.sentence().equals("there is none, so nothing here is signed."));
            }
        }

        @Test
        void isHeldAgainstItsJournalByteByByte() throws IOException {
            Path folder = folder(GymRun.passed());
            Path file = folder.resolve("run.json");
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < good.length; i++) {
                byte[] changed = good.clone();
                changed[i] ^= 1;
                Files.write(file, changed);
                assertThat(broken(folder)).as("byte %d of run.json", i).isNotEmpty();
            }
        }

        @Test
        void namesTheLineOfTheJournalThatWasChanged() throws IOException {
            Path folder = folder(GymRun.passed());
            Path journal = folder.resolve("journal.jsonl");
            List<String> lines = Files.readAllLines(journal);
            lines.set(4, lines.get(4).replace("\"event\":\"", "\"event\":\"x"));
            Files.writeString(journal, String.join("\n", lines) + "\n");
            assertThat(broken(folder)).anyMatch(sentence -> sentence.startsWith("journal.jsonl: line 5: "));
        }
    }

    @Nested
    class AFile {

        private CertificateFile.Sound certificate;

        @BeforeEach
        void leave() {
            certificate = Certified.leave(reports);
        }

        @Test
        void ofACertificateIsVerifiedByItself() throws IOException {
            Path alone = Files.copy(certificate.file(), reports.resolve("from-a-mail.json"));
            Verification found = Verification.of(alone, NO_KEY);
            assertThat(found.exitCode()).isZero();
            assertThat(found.items())
                    .extracting(Item::sentence)
                    .anyMatch(sentence -> sentence.contains("a rehearsal of suite gym for target demo"))
                    .anyMatch(sentence ->
                            sentence.contains(Certified.KEY.publicKey().text()));

            replace(alone, "\"rowsThatGo\":1204823", "\"rowsThatGo\":1204824");
            assertThat(broken(alone))
                    .singleElement()
                    .asString()
                    .startsWith("from-a-mail.json: its signature does not hold for key");
        }

        @Test
        void ofASignOffIsVerifiedByItself() throws IOException {
            SignOffFile.Sound signOff =
                    SignOffFile.write(certificate, "dba", Optional.empty(), Keys.numbered(2), Certified.ISSUED);
            assertThat(Verification.of(signOff.file(), NO_KEY).exitCode()).isZero();
            replace(signOff.file(), "\"role\":\"dba\"", "\"role\":\"dbb\"");
            assertThat(Verification.of(signOff.file(), NO_KEY).exitCode()).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({"other.txt, hello", "other.json, {}", "empty.json, ''"})
        void thatIsNoEvidenceIsSaidToBeNone(String name, String text) throws IOException {
            Path file = Files.writeString(reports.resolve(name), text);
            assertThat(Verification.of(file, NO_KEY).exitCode()).isEqualTo(2);
            assertThat(Verification.of(reports.resolve("nowhere"), NO_KEY).exitCode())
                    .isEqualTo(2);
            assertThat(Verification.of(reports, NO_KEY).stranger())
                    .hasValueSatisfying(why -> assertThat(why).contains("not the folder of a run"));
        }
    }
}
