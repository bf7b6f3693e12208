package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathResource;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUri;

import dev.cleanslate.engine.fixtures.GymOnProdTestCase;
import dev.cleanslate.engine.fixtures.GymTestCase;
import dev.cleanslate.engine.fixtures.SomeoneElsesTestCase;
import dev.cleanslate.run.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.FileSource;

class DiscoveryTest {

    private static final String BELOW_THE_CLASS = "src/test/resources/engine/gym/suite.yaml";

    @TempDir
    Path suites;

    Trees trees;
    Path gym;

    @BeforeEach
    void aFolderWithSuites() {
        gym = Trees.suite(suites, "gym").toPath();
        trees = Trees.of(suites, UnaryOperator.identity());
    }

    static List<String> wholeGym(String id) {
        return List.of(
                id,
                id + " > preflight",
                id + " > preflight > preflight",
                id + " > reset",
                id + " > reset > leaf-nodes",
                id + " > reset > accounts",
                id + " > verification",
                id + " > verification > users",
                id + " > verification > balances");
    }

    @Test
    void theServiceLoaderFindsTheEngine() {
        assertThat(ServiceLoader.load(TestEngine.class).stream().map(ServiceLoader.Provider::type))
                .anyMatch(CleanslateEngine.class::equals);
    }

    @Test
    void twoDiscoveriesInARowGiveTheSameIds() {
        assertThat(trees.tree(selectDirectory(suites.toFile())))
                .isEqualTo(trees.tree(selectDirectory(suites.toFile())));
    }

    @Nested
    class Classes {

        @Test
        void anAnnotatedClassIsItsSuiteAndGivesItItsId() {
            assertThat(trees.tree(selectClass(GymTestCase.class)))
                    .isEqualTo(wholeGym(GymTestCase.class.getName() + "@demo"));
        }

        @Test
        void aClassAndItsFileAreOneSuite() {
            assertThat(trees.tree(selectClass(GymTestCase.class), selectFile(BELOW_THE_CLASS)))
                    .isEqualTo(wholeGym(GymTestCase.class.getName() + "@demo"));
        }

        @Test
        void aFileIsAlsoANameBelowTheSuitesFolderAndTheClassNamesItsTarget() {
            assertThat(trees.withoutTarget().tree(selectClass(GymOnProdTestCase.class)))
                    .isEqualTo(wholeGym(GymOnProdTestCase.class.getName() + "@prod"));
        }

        @Test
        void aClassForAnotherTargetThanTheConfiguredOneIsOneFailingStep() {
            var results = trees.run(selectClass(GymOnProdTestCase.class));

            assertThat(Trees.tests(results)).containsExactly("settings: FAILED");
            assertThat(Trees.failure(results))
                    .hasMessageContaining("is for target \"prod\", but cleanslate.target says \"demo\"");
            assertThat(trees.made).isEmpty();
        }

        @Test
        void anyOtherClassIsNotOurs() {
            assertThat(trees.tree(selectClass(SomeoneElsesTestCase.class))).isEmpty();
        }

        @Test
        void packagesAndRootsYieldAnnotatedClassesAndEachSuiteOnce() throws Exception {
            Trees anyTarget = trees.withoutTarget();
            Path root = Path.of(GymTestCase.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());

            assertThat(anyTarget.tree(
                            selectPackage("dev.cleanslate.engine.fixtures"),
                            selectClasspathRoots(Set.of(root)).get(0),
                            selectClass(GymTestCase.class)))
                    .filteredOn(line -> !line.contains(" > "))
                    .containsExactlyInAnyOrder(
                            GymOnProdTestCase.class.getName() + "@prod", GymTestCase.class.getName() + "@none");
        }

        @Test
        void containersPointAtTheClassAndStepsAtTheLine() {
            TestDescriptor suite = trees.root(selectClass(GymTestCase.class))
                    .getChildren()
                    .iterator()
                    .next();
            TestDescriptor stage = suite.getChildren().iterator().next();
            TestDescriptor step = stage.getChildren().iterator().next();

            assertThat(suite.getSource()).contains(ClassSource.from(GymTestCase.class));
            assertThat(stage.getSource()).contains(ClassSource.from(GymTestCase.class));
            assertThat(suite.getLegacyReportingName()).isEqualTo(GymTestCase.class.getName());
            assertThat(step.getSource()).get().isInstanceOfSatisfying(FileSource.class, source -> {
                assertThat(source.getFile()).isFile();
                assertThat(source.getPosition())
                        .get()
                        .extracting(at -> at.getLine())
                        .isEqualTo(1);
            });
        }
    }

    @Nested
    class FilesAndFolders {

        @Test
        void aSuiteFileIsItsSuite() {
            assertThat(trees.tree(selectFile(gym.toFile()))).isEqualTo(wholeGym("gym@demo"));
        }

        @Test
        void aLineMeansTheStepThatBeginsNearestAtOrBeforeIt() {
            assertThat(trees.tree(selectFile(gym.toFile(), FilePosition.from(21))))
                    .containsExactly("gym@demo", "gym@demo > verification", "gym@demo > verification > users");
        }

        @Test
        void aLineAboveEveryStepMeansTheWholeSuite() {
            Trees late = Trees.of(
                    suites,
                    (id, file) -> new Scripted(id, file)
                            .work(Stage.RESET, "leaf-nodes", 10, Scripted.NOTHING)
                            .check(Stage.VERIFICATION, "users", 20));

            assertThat(late.tree(selectFile(gym.toFile(), FilePosition.from(3))))
                    .hasSize(5);
        }

        @Test
        void linesChosenInAnyOrderRunInTheOrderOfThePlan() {
            assertThat(trees.tree(
                            selectFile(gym.toFile(), FilePosition.from(22)),
                            selectFile(gym.toFile(), FilePosition.from(20)),
                            selectFile(gym.toFile(), FilePosition.from(1))))
                    .containsExactly(
                            "gym@demo",
                            "gym@demo > preflight",
                            "gym@demo > preflight > preflight",
                            "gym@demo > verification",
                            "gym@demo > verification > users",
                            "gym@demo > verification > balances");
        }

        @Test
        void aFolderIsEverySuiteBelowItSortedAndLinksAreNotFollowed() throws IOException {
            Trees.suite(suites, "bakery");
            Path outside = Files.createDirectories(suites.resolve("links"));
            Files.createSymbolicLink(outside.resolve("again"), suites.resolve("gym"));

            assertThat(trees.tree(selectDirectory(suites.toFile())))
                    .filteredOn(line -> !line.contains(" > "))
                    .containsExactly("bakery@demo", "gym@demo");
        }

        @Test
        void anyOtherFileOrFolderIsNotOurs() throws IOException {
            Path other = Files.writeString(suites.resolve("application.yaml"), "");
            Path folder = Files.createDirectories(suites.resolve("empty"));

            assertThat(trees.tree(
                            selectFile(other.toFile()),
                            selectDirectory(folder.toFile()),
                            selectUri(other.toUri()),
                            selectUri(suites.resolve("nowhere/suite.yaml").toUri()),
                            selectUri("https://suites.example/suite.yaml"),
                            selectUri("mailto:ops@example.org"),
                            selectClasspathResource("engine/missing/suite.yaml")))
                    .isEmpty();
        }

        @Test
        void twoSuitesOfOneNameInTwoPlacesStayTwo() {
            Path twin = Trees.suite(suites.resolve("copy"), "gym").toPath();

            assertThat(trees.tree(selectFile(gym.toFile()), selectFile(twin.toFile())))
                    .filteredOn(line -> !line.contains(" > "))
                    .containsExactly("gym@demo", twin + "@demo");
        }
    }
}
