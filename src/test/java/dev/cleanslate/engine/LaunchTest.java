package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {

    @TempDir
    Path suites;

    private final ByteArrayOutputStream unexplained = new ByteArrayOutputStream();

    private int launch(Trees trees, String... names) {
        return Launch.run(trees.engine(names), new PrintStream(unexplained, true, StandardCharsets.UTF_8));
    }

    @Test
    void aGreenRunIsZero() {
        assertThat(launch(Trees.of(suites, UnaryOperator.identity()), "launched"))
                .isZero();
        assertThat(unexplained.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void withNoSuiteAtAllNothingRanWhichIsTwo() {
        assertThat(launch(Trees.of(suites, UnaryOperator.identity()))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 3, 3", "3, 2, 2", "2, 4, 4", "4, 5, 5", "5, 0, 5", "1, 77, 77"})
    void theWorstVerdictOfSeveralSuitesCounts(int first, int second, int worst) {
        Trees trees = Trees.of(suites, gym -> gym.ending(gym.id().startsWith("one@") ? first : second, "as scripted"));

        assertThat(launch(trees, "one", "two")).isEqualTo(worst);
    }

    @Test
    void aFailureThatTheVerdictDoesNotExplainIsFourAndIsShown() {
        Trees trees = Trees.of(
                suites,
                gym -> gym.failing("users", new AssertionError("2 users are left"))
                        .ending(0, "all is well"));

        assertThat(launch(trees, "unexplained")).isEqualTo(4);
        assertThat(unexplained.toString(StandardCharsets.UTF_8))
                .contains("unexplained@demo failed", "2 users are left");
    }
}
