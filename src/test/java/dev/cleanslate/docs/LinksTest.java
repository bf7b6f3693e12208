package dev.cleanslate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTest {

    static List<Guide> guides() {
        return Guide.all();
    }

    @ParameterizedTest
    @MethodSource("guides")
    void leadSomewhere(Guide guide) {
        List<String> dead = new ArrayList<>();
        for (String link : guide.links()) {
            if (link.matches("(?i)[a-z]+:.*")) {
                continue;
            }
            String path = link.replaceFirst("#.*", "");
            Path file = path.isEmpty()
                    ? guide.file()
                    : guide.file().resolveSibling(path).normalize();
            if (!Files.exists(file)) {
                dead.add(link + " (no such file)");
            } else if (link.contains("#")
                    && !Guide.of(file).anchors().contains(link.substring(link.indexOf('#') + 1))) {
                dead.add(link + " (no such heading)");
            }
        }
        assertThat(dead).as("links of %s", guide).isEmpty();
    }

    /** Who opens the README must come to every page of src/docs in one step. */
    @Test
    void fromTheReadmeLeadToEveryPage() {
        List<String> links = Guide.of(Path.of("README.md")).links();
        List<String> missing = Guide.all().stream()
                .map(Guide::file)
                .filter(file -> file.startsWith("src/docs") && !file.startsWith("src/docs/decisions"))
                .map(Path::toString)
                .filter(file -> !links.contains(file))
                .toList();
        assertThat(missing).as("pages that README.md does not name").isEmpty();
    }
}
