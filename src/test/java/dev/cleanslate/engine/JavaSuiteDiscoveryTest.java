package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.cleanslate.session.Command;
import dev.cleanslate.session.Consent;
import dev.cleanslate.session.Invocation;
import dev.cleanslate.suite.CompiledSuites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Suites in Java as an IDE or the console launcher asks for them: by class and by method. */
class JavaSuiteDiscoveryTest {

    private static final String BAKERY = """
            @ResetSuite(name = "bakery")
            class %s {
                @Phase(order = 1) Action sales() { return wipe("sales"); }
                @Phase(order = 2) Action stock() { return reset("items").set("stock", 0); }
                @PostCheck void balancesAreZero(Database db) {}
            }
            """;

    @TempDir
    Path folder;

    private CompiledSuites java;

    @BeforeEach
    void aTarget() throws IOException {
        Files.createDirectories(folder.resolve("suites"));
        Files.writeString(
                folder.resolve("suites/targets.yaml"), "targets:\n  demo: { url: \"${URL}\", suite: bakery }\n");
        java = new CompiledSuites(folder);
    }

    private Class<?> bakery(String name) {
        return java.add("bakery." + name, BAKERY.formatted(name)).load("bakery." + name);
    }

    private CleanslateEngine engine() {
        return new CleanslateEngine(new Invocation(
                Command.RESET,
                Optional.of("demo"),
                Optional.empty(),
                List.of(),
                List.of(java.classes()),
                folder.resolve("suites"),
                folder.resolve("reports"),
                Consent.NONE,
                Optional.empty(),
                new Invocation.Output(false, false, false),
                Map.of()));
    }

    private List<TestDescriptor> discovered(DiscoverySelector... selectors) {
        var results = EngineTestKit.engine(engine()).selectors(selectors).discover();
        assertThat(results.getDiscoveryIssues()).isEmpty();
        List<TestDescriptor> nodes = new ArrayList<>();
        results.getEngineDescriptor().accept(nodes::add);
        return nodes;
    }

    private static TestSource sourceOf(List<TestDescriptor> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.getDisplayName().equals(name))
                .findFirst()
                .flatMap(TestDescriptor::getSource)
                .orElseThrow();
    }

    @Test
    void phasesAndChecksPointAtTheirMethodsAndContainersAtTheClass() {
        Class<?> type = bakery("BakeryReset");

        List<TestDescriptor> nodes = discovered(selectClass(type));

        assertThat(sourceOf(nodes, "bakery@demo")).isEqualTo(ClassSource.from(type));
        assertThat(sourceOf(nodes, "Sales")).isEqualTo(MethodSource.from("bakery.BakeryReset", "sales"));
        assertThat(sourceOf(nodes, "Balances are zero"))
                .isEqualTo(MethodSource.from("bakery.BakeryReset", "balancesAreZero"));
    }

    @Test
    void aTargetFindsItsSuiteOnTheClassPathByName() {
        bakery("BakeryReset");

        List<TestDescriptor> nodes = discovered(selectUniqueId(UniqueId.forEngine("cleanslate")));

        assertThat(nodes).extracting(TestDescriptor::getDisplayName).contains("bakery@demo", "Sales", "Stock");
    }

    @Test
    void aCheckMayBeAskedForAlone() {
        Class<?> type = bakery("BakeryReset");

        assertThat(discovered(selectMethod(type, "balancesAreZero")))
                .filteredOn(TestDescriptor::isTest)
                .extracting(TestDescriptor::getDisplayName)
                .containsExactly("Balances are zero");
    }

    @Test
    void aPhaseMayNotRunWithoutThoseBeforeIt() {
        Class<?> type = bakery("BakeryReset");

        var results = EngineTestKit.engine(engine())
                .selectors(selectMethod(type, "stock"))
                .execute();

        assertThat(Trees.tests(results)).containsExactly("Stock: FAILED");
        assertThat(Trees.failure(results)).hasMessageContaining("the plan cannot run in part");
        assertThat(Trees.failure(results).getStackTrace()[0])
                .hasToString("bakery.BakeryReset.stock(BakeryReset.java:8)");
    }

    @Test
    void twoClassesThatAreOneSuiteAreAFault() {
        Class<?> first = bakery("First");
        Class<?> second = bakery("Second");

        var results = EngineTestKit.engine(engine())
                .selectors(selectClass(first), selectMethod(second, "stock"))
                .execute();

        assertThat(Trees.tests(results)).contains("settings: FAILED");
        assertThat(results.allEvents().failed().stream()
                        .flatMap(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream())
                        .map(Throwable::getMessage))
                .contains("bakery.Second is the same suite as bakery.First. Give each its own name or file."
                        + " Nothing was run.");
    }
}
