package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The picture beside each example suite is that of the report; {@code -Dreference.write=true} draws it anew. */
class PlanPictureTest {

    private static final String BEGIN =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"graph-alt\"";
    private static final String END = "</svg>";

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"gym", "bakery", "live-sessions", "phone-loans"})
    void isThatOfThePlan(String name) throws IOException {
        ShippedSuite suite = ShippedSuite.copied(name, folder);
        Ran planned = suite.plan(suite.filled(17));
        assertThat(planned.exitCode()).as(planned.messages()).isZero();

        String drawn = standing(Files.readString(planned.folder().resolve("report.html")));
        Path file = Path.of("suites", name, "plan.svg");
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, drawn);
        }
        assertThat(file)
                .as("draw it anew: mvn test -Dtest=PlanPictureTest -Dreference.write=true")
                .hasContent(drawn);
        assertThat(Path.of("suites", name, "README.md")).content().contains("](plan.svg)");
    }

    /** By itself it needs what the page says around it: its colours. */
    private static String standing(String page) throws IOException {
        int from = page.indexOf(BEGIN);
        String graph = page.substring(from, page.indexOf(END, from) + END.length());
        return graph.replaceFirst("</desc>", "</desc>\n<style>\n" + style() + "</style>\n") + "\n";
    }

    private static String style() throws IOException {
        try (InputStream css = Objects.requireNonNull(PlanPictureTest.class.getResourceAsStream("plan-picture.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
