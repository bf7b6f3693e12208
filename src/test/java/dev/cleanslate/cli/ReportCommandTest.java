package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    Path folder;

    private int report(String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "report";
        args[1] = folder.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return Main.run(args);
    }

    private void leaveRecord() throws IOException {
        Files.copy(Path.of("src/test/resources/dev/cleanslate/evidence/passed.run.json"), folder.resolve("run.json"));
    }

    @Test
    void drawsBothForms() throws IOException {
        leaveRecord();
        assertThat(report()).isZero();
        assertThat(folder.resolve("report.html")).content().contains("lang=\"en\"");
        assertThat(folder.resolve("report.pdf")).isNotEmptyFile();
    }

    @Test
    void drawsInAnotherLanguageElsewhere() throws IOException {
        leaveRecord();
        assertThat(report("--lang", "fr", "--out", folder.resolve("out").toString()))
                .isZero();
        assertThat(folder.resolve("out/report.fr.html")).content().contains("lang=\"fr\"");
    }

    @Test
    void refusesWhatIsNoRunAndNoLanguage() throws IOException {
        assertThat(report()).isEqualTo(2);
        leaveRecord();
        assertThat(report("--lang", "xx")).isEqualTo(2);
        assertThat(folder.resolve("report.html")).doesNotExist();
    }
}
