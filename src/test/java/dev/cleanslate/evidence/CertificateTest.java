package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cleanslate.evidence.CertificateMatch.Kind;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.Opened;
import dev.cleanslate.seal.Signed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {

    @TempDir
    Path reports;

    private static CertificateFile opened(byte[] bytes) {
        return CertificateFile.of(Path.of("certificate.json"), Signed.open(bytes));
    }

    @Nested
    class Holds {

        @Test
        void whatTheRunFoundAndWhatItIsBoundTo() {
            Certificate certificate = Certified.leave(reports).certificate();

            assertThat(certificate.planDigest()).isEqualTo("ab12".repeat(16));
            assertThat(certificate.rowsThatGo()).isEqualTo(1_204_000 + 412 + 411);
            assertThat(certificate.table("users").orElseThrow().after()).isEqualTo(1);
            assertThat(certificate.precedent().tables()).hasSize(8).containsKey("scan_audit_logs");
            assertThat(certificate.expiresAt()).isEqualTo(Certified.ISSUED.plusSeconds(86_400));
            assertThat(certificate.files())
                    .extracting(Digest.NamedDigest::name)
                    .containsExactly("run.json", "journal.jsonl", "junit.xml", "report.html");
        }

        @Test
        void theDigestsOfTheFilesBesideIt() throws IOException {
            CertificateFile.Sound written = Certified.leave(reports);
            for (Digest.NamedDigest file : written.certificate().files()) {
                assertThat(Digest.of(Files.readAllBytes(written.file().resolveSibling(file.name()))))
                        .isEqualTo(file.digest());
            }
        }

        @Test
        void theSameWhenItIsReadBack() throws IOException {
            CertificateFile.Sound written = Certified.leave(reports);
            assertThat(CertificateFile.read(written.file())).isEqualTo(written);
            assertThat(written.digest()).isEqualTo(Digest.of(Files.readAllBytes(written.file())));
        }

        @Test
        void oneTextForOneRehearsal() throws IOException {
            Path folder = Files.createDirectories(reports.resolve("fixed"));
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            try (Journal journal = Journal.open(folder.resolve(Journal.NAME), nowhere)) {
                Recorder recorder = new Recorder(folder.resolve(RunRecord.NAME), journal, nowhere);
                GymRun.rehearsed().tell((at, event) -> {
                    journal.on(at, event);
                    recorder.on(at, event);
                });
                Certificate certificate = Issuing.of(
                        recorder.finished().orElseThrow(),
                        Certified.rehearsed("container"),
                        List.of(new Digest.NamedDigest("run.json", "0a".repeat(32))),
                        Certified.ISSUED);
                Path file = folder.resolve(Certificate.NAME);
                CertificateFile.write(file, certificate, Certified.KEY);
                Golden.assertMatches("certificate.json", Files.readString(file));
            }
        }
    }

    @Nested
    class IsNotIssued {

        @Test
        void forARunThatFailedOrIsUnderWayOrIsNoRehearsal() {
            PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            Evidence.Voice voice = new Evidence.Voice(nowhere, nowhere, false, false);
            for (GymRun run : List.of(GymRun.failed(), GymRun.refused(), GymRun.passed(), new GymRun())) {
                try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice)) {
                    run.tell(evidence);
                    assertThatIllegalStateException()
                            .isThrownBy(() -> evidence.certify(
                                    Certified.rehearsed("container"), Certified.KEY, Certified.ISSUED));
                    assertThat(evidence.folder().file(Certificate.NAME)).doesNotExist();
                }
            }
        }
    }

    @Nested
    class IsRefused {

        @Test
        void afterAChangeOfAnyOfItsBytes() throws IOException {
            byte[] file = Files.readAllBytes(Certified.leave(reports).file());
            for (int i = 0; i < file.length; i++) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) (1 << (i % 7));
                CertificateFile read = opened(changed);
                assertThat(read).as("byte %d", i).isInstanceOf(CertificateFile.Unsound.class);
                assertThat(CertificateMatch.of(read, Certified.wanted()).mismatches())
                        .singleElement()
                        .satisfies(m -> assertThat(m.kind()).isIn(Kind.MALFORMED, Kind.SIGNATURE));
            }
        }

        @Test
        void withAFieldMoreOrLessOrOfAnotherType() {
            Map<String, @Nullable Object> good =
                    RecordTree.of(Certified.leave(reports).certificate());
            for (String field : good.keySet()) {
                List<Map<String, @Nullable Object>> bad = new ArrayList<>();
                bad.add(new TreeMap<>(good));
                bad.get(0).remove(field);
                bad.add(new TreeMap<>(good));
                bad.get(1).put(field, List.of(List.of("odd")));
                bad.add(new TreeMap<>(good));
                bad.get(2).put(field + "x", "odd");
                bad.add(new TreeMap<>(good));
                bad.get(3).put(field, true);
                if (!field.equals("backup")) {
                    bad.add(new TreeMap<>(good));
                    bad.get(4).put(field, null);
                }
                for (Map<String, @Nullable Object> content : bad) {
                    String text = Signed.by(Certified.KEY, content).text();
                    assertThat(opened(text.getBytes(StandardCharsets.UTF_8)))
                            .as("%s: %s", field, content.get(field))
                            .isInstanceOfSatisfying(
                                    CertificateFile.Unsound.class,
                                    flaw -> assertThat(flaw.flaw()).isEqualTo(Opened.Flaw.MALFORMED));
                }
            }
        }

        @Test
        void whenItIsAnotherDocumentOrNone() {
            String other = Signed.by(Certified.KEY, Map.of("schema", "cleanslate.sign-off/1"))
                    .text();
            assertThat(((CertificateFile.Unsound) opened(other.getBytes(StandardCharsets.UTF_8))).sentence())
                    .startsWith("its \"schema\" is cleanslate.sign-off/1, not cleanslate.certificate/1");
            assertThat(((CertificateFile.Unsound) CertificateFile.read(reports.resolve("nothing.json"))).sentence())
                    .isEqualTo("there is no such file");
        }
    }
}
