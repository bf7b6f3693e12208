package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.cleanslate.engine.fixtures.GymTestCase;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.testkit.engine.EngineTestKit;

class UniqueIdDiscoveryTest {

    private static final String ENGINE = "[engine:cleanslate]";

    @TempDir
    Path suites;

    private Trees trees;

    @BeforeEach
    void suitesOnDemand() {
        trees = Trees.of(suites, UnaryOperator.identity());
    }

    @Test
    void theEngineMeansEverySuiteOfTheInvocation() {
        var root = EngineTestKit.engine(trees.engine("gym", "bakery"))
                .selectors(selectUniqueId(ENGINE))
                .discover()
                .getEngineDescriptor();

        assertThat(root.getChildren())
                .extracting(TestDescriptor::getDisplayName)
                .containsExactly("gym@demo", "bakery@demo");
    }

    @Test
    void aSuiteAStageOrAStepIsChosenByItsId() {
        String suite = ENGINE + "/[suite:gym@demo]";

        assertThat(trees.tree(selectUniqueId(suite))).isEqualTo(DiscoveryTest.wholeGym("gym@demo"));
        assertThat(trees.tree(selectUniqueId(suite + "/[stage:verification]"))).hasSize(4);
        assertThat(trees.tree(selectUniqueId(suite + "/[stage:verification]/[step:users]")))
                .hasSize(3);
        assertThat(trees.tree(selectUniqueId(suite + "/[stage:verification]/[step:users]/[dynamic:x]")))
                .hasSize(3);
    }

    @Test
    void theIdOfASuiteOutsideTheFolderLeadsBackToItsFile() {
        String id = "src/test/resources/engine/gym/suite.yaml@demo";

        assertThat(trees.tree(selectUniqueId(UniqueId.forEngine("cleanslate").append("suite", id))))
                .isEqualTo(DiscoveryTest.wholeGym(id));
    }

    @Test
    void theIdOfASuiteThatAClassNamedLeadsBackToTheClass() {
        TestDescriptor first = trees.root(selectClass(GymTestCase.class))
                .getChildren()
                .iterator()
                .next();
        TestDescriptor again = trees.root(selectUniqueId(first.getUniqueId()))
                .getChildren()
                .iterator()
                .next();

        assertThat(again.getSource()).contains(ClassSource.from(GymTestCase.class));
    }

    @Test
    void aStepThatThePlanDoesNotHaveFailsAndRunsNothing() {
        // Another test class of this JVM may have left a failed run of that suite, which is refused for that.
        Memory.passed("gym@demo");

        var results = trees.run(selectUniqueId(ENGINE + "/[suite:gym@demo]/[stage:reset]/[step:gone]"));

        assertThat(Trees.tests(results)).hasSize(5).allMatch(line -> line.endsWith(": FAILED"));
        assertThat(Trees.failure(results)).hasMessageContaining("it has no step \"gone\", which was asked for");
        assertThat(trees.opened().calls).noneMatch(call -> call.startsWith("ran"));
    }
}
