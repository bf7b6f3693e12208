package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedrawingTest {

    private static final Optional<String> AS_RECORDED = Optional.empty();
    private static final Optional<Path> BESIDE = Optional.empty();

    @TempDir
    Path reports;

    private Path run(GymRun run) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Evidence.Voice voice = new Evidence.Voice(nowhere, nowhere, false, false);
        try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice)) {
            run.tell(evidence);
            return evidence.folder().path();
        }
    }

    private static void refuses(Path folder, Optional<String> language, int exitCode, String why) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Redrawing.of(folder, language, BESIDE))
                .withMessageContaining(why)
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(exitCode));
    }

    @Test
    void drawsWhatTheRunLeftByteForByte() throws Exception {
        for (GymRun run : List.of(GymRun.passed(), GymRun.failed(), GymRun.refused())) {
            Path folder = run(run);
            byte[] left = Files.readAllBytes(folder.resolve("report.html"));
            byte[] told = Files.readAllBytes(folder.resolve("junit.xml"));
            Files.delete(folder.resolve("report.html"));

            assertThat(Redrawing.of(folder, AS_RECORDED, BESIDE))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("report.html", "report.pdf", "junit.xml", "execution-log.md");
            assertThat(Files.readAllBytes(folder.resolve("report.html"))).isEqualTo(left);
            assertThat(Files.readAllBytes(folder.resolve("junit.xml"))).isEqualTo(told);
            assertThat(Verification.of(folder, Optional.empty()).exitCode()).isZero();
        }
    }

    @Test
    void putsAnotherLanguageBesideTheRunsOwn() throws Exception {
        Path folder = run(GymRun.passed());
        byte[] left = Files.readAllBytes(folder.resolve("report.html"));

        assertThat(Redrawing.of(folder, Optional.of("fr"), BESIDE))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("report.fr.html", "report.fr.pdf", "junit.xml", "execution-log.md");
        assertThat(folder.resolve("report.fr.html")).content().contains("Remise à zéro");
        assertThat(Files.readAllBytes(folder.resolve("report.html"))).isEqualTo(left);
    }

    @Test
    void goesWhereItIsTold() throws Exception {
        Path folder = run(GymRun.passed());
        Path out = reports.resolve("to/mail");

        Redrawing.of(folder, AS_RECORDED, Optional.of(out));
        assertThat(out.resolve("report.pdf")).isRegularFile();
        assertThat(folder.resolve("report.pdf")).doesNotExist();
    }

    @Test
    void neverReplacesWhatTheCertificateNames() throws Exception {
        Path folder = Certified.folder(Certified.leave(reports));
        Redrawing.of(folder, AS_RECORDED, BESIDE);
        assertThat(Verification.of(folder, Optional.empty()).exitCode()).isZero();

        Path record = folder.resolve("run.json");
        Files.writeString(record, Files.readString(record).replace("nightly-worker", "nobody"));
        byte[] left = Files.readAllBytes(folder.resolve("report.html"));
        refuses(folder, AS_RECORDED, 3, "--out DIR");
        assertThat(Files.readAllBytes(folder.resolve("report.html"))).isEqualTo(left);
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        refuses(reports, AS_RECORDED, 2, "not the folder of a run");
        Path folder = run(GymRun.passed());
        refuses(folder, Optional.of("xx"), 2, "--lang");
        Path record = folder.resolve("run.json");
        Files.writeString(record, Files.readString(record).replace("cleanslate.run/1", "cleanslate.run/9"));
        refuses(folder, AS_RECORDED, 2, "cleanslate.run/9");
    }
}
