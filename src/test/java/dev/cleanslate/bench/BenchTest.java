package dev.cleanslate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** That every case still works, on tables of next to nothing. Its figures are asked only of the bench. */
class BenchTest {

    private static final Field FIELD = new Field(17);

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void stop() {
        FIELD.close();
    }

    @TestFactory
    List<DynamicTest> everyCaseRunsAndHasItsFigures() {
        var tool = new Tool(List.of("-cp", System.getProperty("java.class.path"), "dev.cleanslate.cli.Main"), folder);
        return Bench.cases(Size.TINY).stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.name(),
                        () -> assertThat(each.run(FIELD, tool))
                                .isNotEmpty()
                                .allSatisfy(figure -> assertThat(figure.value()).isFinite())))
                .toList();
    }
}
