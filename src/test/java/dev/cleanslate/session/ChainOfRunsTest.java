package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cleanslate.engine.Launch;
import dev.cleanslate.evidence.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rehearsal, reset and hand-off of the demo, verified together from their files alone. */
class ChainOfRunsTest {

    private static final int PLACES = 5;

    @TempDir
    static Path folder;

    private static Path rehearsal = Path.of("");
    private static Path reset = Path.of("");
    private static Path handOff = Path.of("");

    @BeforeAll
    static void certifyTheDemo() throws IOException {
        Path reports = folder.resolve("reports");
        int exitCode = Launch.run(new Invocation(
                Command.CERTIFY,
                Optional.of("demo"),
                Optional.empty(),
                List.of(),
                Path.of("suites"),
                reports,
                Optional.empty(),
                false,
                Optional.empty(),
                new Invocation.Output(
                        false, false, false, false, new Invocation.Paper(Optional.empty(), true, Optional.empty())),
                Map.of("XDG_CONFIG_HOME", folder.resolve("config").toString())));
        assertThat(exitCode).isZero();
        for (Path run : children(reports.resolve("demo").resolve("gym"))) {
            if (!Files.isDirectory(run)) {
                continue;
            }
            String record = Files.readString(run.resolve("run.json"));
            if (record.contains("\"command\": \"rehearse\"")) {
                rehearsal = run;
            } else if (record.contains("\"command\": \"reset\"")) {
                reset = run;
            } else {
                handOff = run;
            }
        }
    }

    private static List<Path> children(Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            return all.sorted().toList();
        }
    }

    private static Verification verified(Path... paths) {
        return Verification.ofChain(List.of(paths), Optional.empty(), Optional.empty());
    }

    @Test
    void the_demo_leaves_three_records_and_the_last_leads_to_the_others() {
        Verification found = verified(handOff);

        assertThat(found.items()).allMatch(item -> item.holds() && item.look() != Verification.Look.ABSENT);
        assertThat(found.exitCode()).isZero();
        assertThat(found.items())
                .extracting(item -> item.subject() + ": " + item.sentence())
                .anyMatch(said -> said.contains("the reset that hand-off " + handOff.getFileName() + " rests on"))
                .anyMatch(said -> said.contains("the rehearsal that hand-off " + handOff.getFileName() + " rests on"))
                .anyMatch(said -> said.contains("the rehearsal that reset " + reset.getFileName() + " rests on"));
        assertThat(handOff.resolve("report.pdf")).exists();
    }

    @Test
    void certificates_are_as_their_published_schemas_say() throws IOException {
        assertThat(faults("run-certificate.schema.json", handOff.resolve("certificate.json")))
                .isEmpty();
        assertThat(faults("run-certificate.schema.json", reset.resolve("certificate.json")))
                .isEmpty();
        assertThat(faults("certificate.schema.json", rehearsal.resolve("certificate.json")))
                .isEmpty();
    }

    private static List<String> faults(String schema, Path document) throws IOException {
        JsonMapper json = new JsonMapper();
        try (InputStream in = Verification.class.getResourceAsStream(schema)) {
            JsonNode tree = json.readTree(Objects.requireNonNull(in, schema).readAllBytes());
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(tree)
                    .validate(json.readTree(Files.readAllBytes(document)))
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    @Test
    void one_changed_byte_anywhere_is_found_and_the_file_is_named() throws IOException {
        List<String> missed = new ArrayList<>();
        for (Path run : List.of(rehearsal, reset, handOff)) {
            for (String name : List.of(
                    "run.json", "journal.jsonl", "certificate.json", "junit.xml", "report.html", "report.pdf")) {
                Path file = run.resolve(name);
                byte[] good = Files.readAllBytes(file);
                for (int i = 0; i < PLACES; i++) {
                    byte[] bad = good.clone();
                    int at = (int) ((long) (good.length - 1) * i / (PLACES - 1));
                    bad[at] ^= 1;
                    Files.write(file, bad);
                    Verification found = verified(handOff);
                    boolean named = found.items().stream()
                            .filter(item -> !item.holds())
                            .anyMatch(item -> item.subject().endsWith(name)
                                    && (run.equals(handOff)
                                            || item.subject().startsWith(String.valueOf(run.getFileName()))));
                    if (found.exitCode() != 1 || !named) {
                        missed.add(run.getFileName() + "/" + name + " at byte " + at);
                    }
                }
                Files.write(file, good);
            }
        }
        assertThat(missed).isEmpty();
        assertThat(verified(handOff).exitCode()).isZero();
    }

    @Test
    void a_file_that_is_gone_is_named_and_a_run_that_is_not_here_is_said_to_be_absent() throws IOException {
        Path elsewhere = folder.resolve("elsewhere").resolve(handOff.getFileName());
        Files.createDirectories(elsewhere);
        for (Path file : children(handOff)) {
            if (Files.isRegularFile(file)) {
                Files.copy(file, elsewhere.resolve(file.getFileName()));
            }
        }

        Verification alone = verified(elsewhere);
        assertThat(alone.exitCode()).isZero();
        assertThat(alone.items())
                .filteredOn(item -> item.look() == Verification.Look.ABSENT)
                .hasSize(2);

        Verification together = verified(elsewhere, reset, rehearsal);
        assertThat(together.items()).allMatch(item -> item.holds() && item.look() != Verification.Look.ABSENT);

        Files.delete(elsewhere.resolve("junit.xml"));
        assertThat(verified(elsewhere).items())
                .filteredOn(item -> !item.holds())
                .extracting(Verification.Item::subject)
                .containsExactly("junit.xml");
    }
}
