package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.Pasted;
import dev.cleanslate.evidence.RunCertificate;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunbookCommandTest {

    private static final Path PAGES = Path.of("src/test/resources/dev/cleanslate/evidence");

    @TempDir
    Path folder;

    private static final String PROD = "targets: { prod: { url: \"${NO_SUCH_VARIABLE}\", suite: gym, guarded: true } }";

    private int runbook(String targets, String... options) throws IOException {
        Path suites = Files.createDirectories(folder.resolve("suites"));
        Files.writeString(suites.resolve("targets.yaml"), targets);
        try (Stream<Path> files = Files.walk(Path.of("suites/gym"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file);
                Files.createDirectories(copy.resolveSibling("."));
                Files.writeString(copy, Files.readString(file));
            }
        }
        List<String> args = new ArrayList<>(List.of(
                "runbook",
                "--suites",
                suites.toString(),
                "--reports",
                folder.resolve("reports").toString()));
        args.addAll(List.of(options));
        return Main.run(args.toArray(String[]::new));
    }

    private Path written(String name) {
        return folder.resolve("reports/prod/gym").resolve(name);
    }

    @Nested
    class Writes {

        @Test
        void bothFormsBesideTheRunsWithNothingSetAndNothingRehearsed() throws IOException {
            assertThat(runbook(PROD, "--target", "prod")).isZero();
            assertThat(written("runbook.md")).content().contains("No rehearsal yet", "NO_SUCH_VARIABLE is set");
            assertThat(written("runbook.html")).content().startsWith("<!DOCTYPE html>");
        }

        @Test
        void anotherLanguageUnderAnotherName() throws IOException {
            assertThat(runbook(PROD, "--target", "prod", "--lang", "fr")).isZero();
            assertThat(written("runbook.fr.md")).content().contains("Pas encore répété");
            assertThat(written("runbook.md")).doesNotExist();
        }

        @Test
        void theTargetsOwnLanguageUnderTheUsualName() throws IOException {
            String french = PROD.replace("guarded", "language: fr, guarded");
            assertThat(runbook(french, "--target", "prod")).isZero();
            assertThat(written("runbook.md")).content().contains("Pas encore répété");
        }

        @Test
        void whereItIsTold() throws IOException {
            Path out = folder.resolve("there");
            assertThat(runbook(PROD, "--target", "prod", "--out", out.toString()))
                    .isZero();
            assertThat(out).isDirectoryContaining("glob:**runbook.html");
            assertThat(folder.resolve("reports")).doesNotExist();
        }

        @Test
        void aSheetForEachSuiteOfATargetWithSeveral() throws IOException {
            String twice = PROD.replace("suite: gym", "suites: [gym, gym2]");
            Path other = Files.createDirectories(folder.resolve("suites/gym2"));
            Files.writeString(other.resolve("suite.yaml"), "suite: gym2\nphases: [ { name: A, wipe: [a] } ]\n");
            assertThat(runbook(twice, "--target", "prod")).isZero();
            assertThat(written("runbook.md")).content().contains("reset --target prod --suite gym ");
            assertThat(folder.resolve("reports/prod/gym2/runbook.md"))
                    .content()
                    .contains("reset --target prod --suite gym2 ");
        }

        @Test
        void withoutNumbersWhereTheCertificateIsOfAnotherTarget() throws IOException {
            String staging = PROD.replace("prod:", "staging:");
            assertThat(runbook(
                            staging,
                            "--target",
                            "staging",
                            "--certificate",
                            PAGES.resolve("runbook.certificate.json").toString()))
                    .isZero();
            assertThat(folder.resolve("reports/staging/gym/runbook.md"))
                    .content()
                    .contains("is of suite `gym` on target `prod`", "**unknown** rows will go");
        }

        @Test
        void overTheOneThatIsThere() throws IOException {
            assertThat(runbook(PROD, "--target", "prod")).isZero();
            assertThat(runbook(PROD, "--target", "prod", "--at", "2026-12-01T22:00+01:00"))
                    .isZero();
            assertThat(written("runbook.md")).content().contains("T is Tuesday 1 December 2026, 22:00");
            assertThat(written("")).isDirectoryNotContaining("glob:**.part");
        }
    }

    @Nested
    class Refuses {

        @Test
        void whatItCannotMeanAsWrongUsage() throws IOException {
            assertThat(runbook(PROD, "--target", "prd")).isEqualTo(2);
            assertThat(runbook(PROD)).isEqualTo(2);
            assertThat(runbook(PROD, "--target", "prod", "--at", "tonight")).isEqualTo(2);
            assertThat(runbook(PROD, "--target", "prod", "--lang", "xx")).isEqualTo(2);
            assertThat(runbook(PROD, "--target", "prod", "--suite", "none")).isEqualTo(2);
            assertThat(folder.resolve("reports")).doesNotExist();
        }

        @Test
        void aTimeWithoutAZoneUnlessTheWindowHasOne() throws IOException {
            assertThat(runbook(PROD, "--target", "prod", "--at", "2026-12-01T02:00"))
                    .isEqualTo(2);
            String window = PROD.replace("guarded", "window: { between: 02:00-04:00 Europe/Athens }, guarded");
            assertThat(runbook(window, "--target", "prod", "--at", "2026-12-01T02:00"))
                    .isZero();
        }

        @Test
        void aServerThatIsMadeForEachRun() throws IOException {
            assertThat(runbook("targets: { demo: { embedded: 17, suite: gym } }", "--target", "demo"))
                    .isEqualTo(2);
        }

        @Test
        void aPlaceWhereItCannotWrite() throws IOException {
            Path file = Files.writeString(folder.resolve("file"), "");
            assertThat(runbook(PROD, "--target", "prod", "--out", file.toString()))
                    .isEqualTo(4);
        }

        @Test
        void aPlaceThatIsTakenAndLeavesNoPartThere() throws IOException {
            Files.createDirectories(written("runbook.md").resolve("in the way"));
            assertThat(runbook(PROD, "--target", "prod")).isEqualTo(4);
            try (Stream<Path> left = Files.list(written(""))) {
                assertThat(left).containsExactly(written("runbook.md"));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {RunCertificate.RESET, RunCertificate.HAND_OFF})
        void aCertificateThatIsOfNoRehearsal(String kind) throws IOException {
            Path file = certificateOf(kind);
            assertThat(runbook(PROD, "--target", "prod", "--certificate", file.toString()))
                    .isEqualTo(2);
            assertThat(folder.resolve("reports")).doesNotExist();
        }

        private Path certificateOf(String kind) throws IOException {
            var certificate = new RunCertificate(
                    Certificate.SCHEMA,
                    kind,
                    "20261121T152422Z-bc0e",
                    "gym",
                    "prod",
                    "0.1.0",
                    Instant.parse("2026-11-21T15:24:22Z"),
                    new Certificate.Identity("1", 2, "gym", "17.5"),
                    Digest.ZERO,
                    Digest.ZERO,
                    Digest.ZERO,
                    null,
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of());
            return CertificateFile.write(folder.resolve("certificate.json"), certificate, Keys.numbered(1))
                    .file();
        }

        /** Root reads everything, so there it cannot be seen. */
        @Test
        void runsThatItMayNotRead() throws IOException {
            Path runs = Files.createDirectories(written(""));
            Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("-wx------"));
            try {
                assumeFalse(Files.isReadable(runs), "a user other than root");
                assertThat(runbook(PROD, "--target", "prod")).isEqualTo(4);
            } finally {
                Files.setPosixFilePermissions(runs, PosixFilePermissions.fromString("rwx------"));
            }
            assertThat(written("")).isEmptyDirectory();
        }
    }

    /** The pages are those that were looked over. */
    @Nested
    class ItsCommands {

        @ParameterizedTest
        @ValueSource(strings = {"runbook.md", "runbook.fr.md", "runbook.unrehearsed.md"})
        void areReadByTheShellAndByThisProgram(String page) throws Exception {
            List<String> commands = Pasted.commands(Files.readString(PAGES.resolve(page)));
            assertThat(commands).hasSizeGreaterThan(25);
            for (String command : commands) {
                assertThat(Pasted.misread(command)).as(command).isEmpty();
            }
            List<Pasted.Call> calls = Pasted.run(
                    commands,
                    Files.createDirectories(folder.resolve("bin")),
                    Files.createDirectories(folder.resolve("here")));
            assertThat(calls).hasSizeGreaterThan(15);
            for (Pasted.Call call : calls) {
                if (call.program().equals("java")) {
                    assertThat(call.words().subList(0, 2)).containsExactly("-jar", "target/cleanslate.jar");
                    // What nobody knows before a rehearsal is a variable that is still to be set.
                    String[] args = call.words().stream()
                            .skip(2)
                            .map(word -> word.isEmpty() ? "later" : word)
                            .toArray(String[]::new);
                    assertThatCode(() -> Main.line().parseArgs(args))
                            .as(String.join(" ", args))
                            .doesNotThrowAnyException();
                } else {
                    requireKnownToMaven(call.words());
                }
            }
        }

        private void requireKnownToMaven(List<String> words) throws IOException {
            String pom = Files.readString(Path.of("pom.xml"));
            assertThat(words.get(0)).isEqualTo("verify");
            for (String word : words.subList(1, words.size())) {
                if (word.startsWith("-P")) {
                    assertThat(pom).contains("<id>" + word.substring(2) + "</id>");
                } else {
                    assertThat(word).matches("(?s)-D[a-z.-]+=.*");
                    assertThat(pom).contains("${" + word.substring(2, word.indexOf('=')) + "}");
                }
            }
        }
    }
}
