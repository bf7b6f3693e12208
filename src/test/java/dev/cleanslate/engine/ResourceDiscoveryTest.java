package dev.cleanslate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathResource;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUri;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;

class ResourceDiscoveryTest {

    @TempDir
    Path suites;

    private Trees trees;
    private Path gym;

    @BeforeEach
    void aFolderWithASuite() {
        gym = Trees.suite(suites, "gym").toPath();
        trees = Trees.of(suites, UnaryOperator.identity());
    }

    @Test
    void aResourceOnTheClassPathIsItsSuiteAndStepsPointAtTheResource() {
        TestDescriptor root = trees.root(selectClasspathResource("engine/gym/suite.yaml", FilePosition.from(20)));

        assertThat(root.getDescendants())
                .filteredOn(TestDescriptor::isTest)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.getDisplayName()).isEqualTo("users");
                    assertThat(step.getSource())
                            .contains(ClasspathResourceSource.from(
                                    "engine/gym/suite.yaml",
                                    org.junit.platform.engine.support.descriptor.FilePosition.from(20, 5)));
                });
    }

    @Test
    void aResourceWithinAnArchiveIsOneFailingStep() throws IOException {
        Path archive = suites.resolve("suites.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("packed/suite.yaml"));
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {archive.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(Trees.failure(trees.run(selectClasspathResource("packed/suite.yaml"))))
                    .hasMessageContaining("lies within an archive");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void aUriIsAFileWithALineAFolderOrAResource() {
        assertThat(trees.tree(selectUri(URI.create(gym.toUri() + "?line=22"))))
                .contains("gym@demo > verification > balances")
                .hasSize(3);
        assertThat(trees.tree(selectUri(suites.toUri()))).isEqualTo(DiscoveryTest.wholeGym("gym@demo"));
        assertThat(trees.tree(selectUri("classpath:/engine/gym/suite.yaml"))).hasSize(9);
    }
}
