package dev.cleanslate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteCompilerTest {

    private static final String SUITE = """
            import dev.cleanslate.api.*;
            @ResetSuite(name = "tiny")
            class Tiny { @Phase(order = 1) Action a() { return Actions.wipe("a"); } }
            """;

    @TempDir
    Path folder;

    private Path suites;
    private Path classes;

    @BeforeEach
    void folders() throws IOException {
        suites = Files.createDirectories(folder.resolve("suites"));
        classes = folder.resolve("classes");
    }

    @Test
    void suitesInJavaBecomeAFolderOfClasses() throws IOException {
        Files.writeString(suites.resolve("Tiny.java"), SUITE);
        var compiler = new SuiteCompiler(suites, classes);

        assertThat(compiler.compile()).contains(classes);
        assertThat(compiler.faults()).isEmpty();
        assertThat(classes.resolve("Tiny.class")).isRegularFile();
    }

    @Test
    void aSuiteThatIsDeletedIsGone() throws IOException {
        Path source = Files.writeString(suites.resolve("Tiny.java"), SUITE);
        new SuiteCompiler(suites, classes).compile();
        Files.delete(source);

        assertThat(new SuiteCompiler(suites, classes).compile()).isEmpty();
        assertThat(classes).doesNotExist();
    }

    @Test
    void everythingThatDoesNotCompileIsToldWithItsPlace() throws IOException {
        Files.writeString(suites.resolve("Tiny.java"), SUITE.replace("Actions.wipe", "Actions.wype"));
        Files.writeString(suites.resolve("Tinier.java"), "class Tinier { int n = \"one\"; }");
        var compiler = new SuiteCompiler(suites, classes);

        assertThat(compiler.compile()).isEmpty();
        assertThat(compiler.faults())
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault).endsWith("Nothing was run."))
                .anySatisfy(fault -> assertThat(fault).contains("Tinier.java:1:24: incompatible types"))
                .anySatisfy(fault -> assertThat(fault).contains("Tiny.java:3:", "cannot find symbol"));
    }
}
