package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The reference pages are drawn from the published schemas; {@code -Dreference.write=true} draws them anew. */
class GrammarPageTest {

    private static final String WRITE = "mvn test -Dtest=GrammarPageTest -Dreference.write=true";

    enum Page {
        SUITE("suite.schema.json", "suite.yaml", "suite-reference.md", """
                # Every key of a suite

                A page for looking things up. To write a first suite, begin with [your first suite](your-first-suite.md); what the
                words mean is told in [concepts](concepts.md).
                """),
        TARGETS("targets.schema.json", "targets.yaml", "targets-reference.md", """
                # Every key of a target

                Where the databases are and what may be done to each: `suites/targets.yaml`. `${NAME}` is a variable of the
                environment, and stands for it in this file only.
                """);

        final String schema;
        final String file;
        final String page;
        final String introduction;

        Page(String schema, String file, String page, String introduction) {
            this.schema = schema;
            this.file = file;
            this.page = page;
            this.introduction = introduction;
        }

        GrammarSchema grammar() {
            return GrammarSchema.named(schema);
        }

        String drawn() {
            return introduction
                    + """

                    This page is drawn from [%s](../main/resources/dev/cleanslate/suite/%s). Change the descriptions there, then

                        %s
                    """.formatted(schema, schema, WRITE)
                    + GrammarPage.of(grammar().json(), file);
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void thePageIsWhatTheSchemaSays(Page page) throws IOException {
        Path file = Path.of("src/docs", page.page);
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, page.drawn());
        }
        assertThat(page.drawn())
                .as("%s is not what %s says any more. Draw it anew: %s", file, page.schema, WRITE)
                .isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsDescribed(Page page) {
        List<String> silent = new ArrayList<>();
        silent(page.grammar().json(), page.grammar().json(), "", silent);
        assertThat(silent).as("keys of %s without a description", page.schema).isEmpty();
    }

    private static void silent(JsonNode schema, JsonNode node, String at, List<String> found) {
        node.path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue();
            // A boolean forbids or allows a key that is described elsewhere; so does a schema without a type of its
            // own.
            boolean told = value.isBoolean()
                    || value.has("const")
                    || !GrammarPage.described(schema, value).isEmpty();
            if (!told && !at.contains("/dependentSchemas") && !at.contains("/if") && !at.contains("/then")) {
                found.add(at + "/" + property.getKey());
            }
        });
        node.properties().forEach(property -> silent(schema, property.getValue(), at + "/" + property.getKey(), found));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            silent(schema, node.path(i), at + "/" + i, found);
        }
    }

    /** An example that nobody could use would be worse than none. */
    @Test
    void theExamplesAreSound() throws IOException {
        GrammarSchema suites = Page.SUITE.grammar();
        suites.json()
                .path("properties")
                .properties()
                .forEach(property -> property.getValue().path("examples").forEach(example -> {
                    String yaml = "suite: shop\n" + ExampleText.of(property.getKey(), example);
                    assertThat(suites.faults(yaml)).as(yaml).isEmpty();
                    WrittenSuite written = new WrittenSuite(folder);
                    written.file("smoke/order.sql", "select 1");
                    assertThat(WrittenSuite.faults(written.suite(yaml)))
                            .as(yaml)
                            .isEmpty();
                }));
        GrammarSchema targets = Page.TARGETS.grammar();
        targets.json().at("/properties/targets/examples").forEach(example -> {
            String yaml = ExampleText.of("targets", example);
            assertThat(targets.faults(yaml)).as(yaml).isEmpty();
            assertThat(WrittenSuite.faults(new WrittenSuite(folder).targets(yaml)))
                    .as(yaml)
                    .isEmpty();
        });
    }
}
