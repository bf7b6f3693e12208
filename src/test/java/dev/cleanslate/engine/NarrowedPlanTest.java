package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class NarrowedPlanTest {

    @TempDir
    Path suites;

    /** A name for each test, since what failed is remembered as long as the JVM lives. */
    private DiscoverySelector suite(String name) {
        return selectFile(Trees.suite(suites, name));
    }

    private static DiscoverySelector step(String suite, String stage, String step) {
        return selectUniqueId(
                "[engine:cleanslate]/[suite:" + suite + "@demo]/[stage:" + stage + "]/[step:" + step + "]");
    }

    private Trees green() {
        return Trees.of(suites, UnaryOperator.identity());
    }

    private static void assertRefused(Trees trees, EngineExecutionResults results, int steps, String missing) {
        assertThat(Trees.tests(results)).hasSize(steps).allMatch(line -> line.endsWith(": FAILED"));
        assertThat(Trees.failure(results))
                .hasMessageContaining("the plan cannot run in part")
                .hasMessageContaining(missing)
                .hasMessageContaining("Nothing was run");
        assertThat(Trees.verdict(results)).containsEntry("cleanslate.exitCode", "3");
        assertThat(trees.opened().calls)
                .noneMatch(call -> call.startsWith("ran"))
                .containsOnlyOnce("close");
    }

    @Nested
    class Refusing {

        @Test
        void onePhaseByUniqueId() {
            Trees trees = green();

            assertRefused(
                    trees,
                    trees.run(step("by-id", "reset", "accounts")),
                    1,
                    "of its 5 steps \"preflight\", \"leaf-nodes\", \"users\" and 1 more are not selected");
        }

        @Test
        void onePhaseByLine() {
            Trees trees = green();
            DiscoverySelector line = selectFile(Trees.suite(suites, "by-line"), FilePosition.from(14));

            assertRefused(trees, trees.run(line), 1, "\"leaf-nodes\"");
        }

        @Test
        void aPlanThatAFilterTookAStepFrom() {
            Trees trees = green();
            PostDiscoveryFilter filter = descriptor ->
                    FilterResult.includedIf(!descriptor.getDisplayName().equals("leaf-nodes"));

            assertRefused(
                    trees,
                    trees.run(List.of(filter), suite("by-filter")),
                    4,
                    "of its 5 steps \"leaf-nodes\" is not selected");
        }

        @Test
        void aPlanThatAnExcludedTagTookAStageFrom() {
            Trees trees = green();

            assertRefused(
                    trees, trees.run(List.of(TagFilter.excludeTags("verification")), suite("by-tag")), 3, "\"users\"");
        }
    }

    @Nested
    class Allowing {

        @Test
        void checksAlone() {
            Trees trees = green();
            EngineExecutionResults results = trees.run(List.of(TagFilter.includeTags("check")), suite("checks"));

            assertThat(Trees.tests(results))
                    .containsExactly("preflight: SUCCESSFUL", "users: SUCCESSFUL", "balances: SUCCESSFUL");
            assertThat(trees.opened().calls).startsWith("open preflight users balances");
        }

        @Test
        void nothingWhenAFilterLeavesNothing() {
            Trees trees = green();

            assertThat(Trees.tests(trees.run(List.of(TagFilter.includeTags("fast")), suite("none"))))
                    .isEmpty();
        }
    }

    @Nested
    class Rerunning {

        @Test
        void aCheckThatFailedInAFullRunDoesNotPassAlone() {
            Trees red = Trees.of(suites, gym -> gym.failing("users", new AssertionError("2 users are left")));
            red.run(suite("rerun"));
            Trees trees = green();
            EngineExecutionResults results = trees.run(step("rerun", "verification", "users"));

            assertThat(Trees.tests(results)).containsExactly("users: FAILED");
            assertThat(Trees.failure(results))
                    .hasMessageContaining("the run before this one failed (users failed)")
                    .hasMessageContaining("a step that passes alone does not make it green");
            assertThat(trees.opened().calls).noneMatch(call -> call.startsWith("ran"));
        }

        @Test
        void aFullRunIsAWholeNewRunAndClearsWhatWasRemembered() {
            Trees.of(suites, gym -> gym.ending(5, "in doubt")).run(suite("again"));

            assertThat(Trees.tests(green().run(suite("again"))))
                    .hasSize(5)
                    .allMatch(line -> line.endsWith("SUCCESSFUL"));
            assertThat(Trees.tests(green().run(step("again", "verification", "users"))))
                    .containsExactly("users: SUCCESSFUL");
        }
    }
}
