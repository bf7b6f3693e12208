package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reset prints when something fails after its commit is the way back, as it is printed. */
class RestorePastedTest {

    private static final int MAJOR = 15;
    private static final String JAR = "java -jar target/cleanslate.jar ";
    private static final String NOTE = "To go back: ";

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @Test
    void bringsBackWhatTheResetTook() throws Exception {
        Playground shop = Playground.shop(MAJOR, folder.resolve("the shop"))
                .suite(Playground.SUITE + "smoke:\n  - { name: The shop answers, command: { run: [\"false\"] } }\n");
        String before = shop.state();
        Ran reset = shop.run(shop.rehearsed(Optional.of(shop.databaseName())));
        assertThat(reset.exitCode()).as(reset.messages()).isEqualTo(5);
        assertThat(shop.state()).isNotEqualTo(before);
        String printed = PutBackShop.notes(reset)
                .lines()
                .filter(line -> line.startsWith(NOTE))
                .findFirst()
                .orElseThrow()
                .substring(NOTE.length());
        assertThat(printed).startsWith(JAR + "restore --backup ").contains(" --suites '");

        String tool = "\"$JAVA\" -cp \"$TOOL\" dev.cleanslate.cli.Main ";
        var builder = new ProcessBuilder("/bin/sh", "-c", printed.replace(JAR, tool)).redirectErrorStream(true);
        builder.environment().putAll(shop.environment);
        builder.environment()
                .put(
                        "JAVA",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.environment().put("TOOL", System.getProperty("java.class.path"));
        Process pasted = builder.start();
        String said = new String(pasted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(pasted.waitFor()).as(said).isZero();
        assertThat(said).contains("PASSED   the backup is put back").contains("DROP DATABASE");
        assertThat(shop.state()).isEqualTo(before);
    }
}
