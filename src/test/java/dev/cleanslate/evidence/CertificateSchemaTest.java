package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cleanslate.seal.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas against what is signed. */
class CertificateSchemaTest {

    @TempDir
    Path reports;

    private CertificateFile.Sound certificate;

    @BeforeEach
    void certify() {
        certificate = Certified.leave(reports);
    }

    private static JsonNode schema(String name) {
        try (InputStream in = Certificate.class.getResourceAsStream(name)) {
            return RecordFile.read(Objects.requireNonNull(in, name).readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> faults(String name, JsonNode document) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema(name));
        return schema.validate(document).stream().map(Object::toString).toList();
    }

    private static JsonNode read(Path file) throws IOException {
        return RecordFile.read(Files.readAllBytes(file));
    }

    @Test
    void describeACertificateFieldByField() throws IOException {
        JsonNode document = read(certificate.file());
        assertThat(faults("certificate.schema.json", document)).isEmpty();
        assertThat(new TreeSet<>(
                        schema("certificate.schema.json").path("properties").propertyNames()))
                .containsAll(document.propertyNames())
                // The gym's rehearsal knows of no object store.
                .hasSize(document.size() + 1)
                .contains("storage");
    }

    @Test
    void describeACloneWithoutABackup() throws IOException {
        Rehearsed clone = Certified.rehearsed("clone");
        Rehearsed without =
                new Rehearsed(clone.database(), Optional.empty(), clone.copy(), clone.phases(), clone.validFor());
        CertificateFile.Sound written = Certified.leave(reports, without, Certified.ISSUED);
        assertThat(faults("certificate.schema.json", read(written.file()))).isEmpty();
        assertThat(CertificateFile.read(written.file())).isEqualTo(written);
    }

    @Test
    void describeASignOffFieldByField() throws IOException {
        for (Optional<String> name : List.of(Optional.of("D. Ba"), Optional.<String>empty())) {
            Path file = SignOffFile.write(certificate, "dba", name, Keys.numbered(2), Certified.ISSUED)
                    .file();
            assertThat(faults("sign-off.schema.json", read(file))).isEmpty();
            assertThat(new TreeSet<>(
                            schema("sign-off.schema.json").path("properties").propertyNames()))
                    .isEqualTo(new TreeSet<>(read(file).propertyNames()));
        }
    }

    @Test
    void describeTickedItemsFieldByField() throws IOException {
        for (Optional<String> name : List.of(Optional.of("C. Lient"), Optional.<String>empty())) {
            Path file = TicksFile.write(
                            certificate, "client", List.of("told"), name, Keys.numbered(2), Certified.ISSUED)
                    .file();
            assertThat(faults("ticks.schema.json", read(file))).isEmpty();
            assertThat(new TreeSet<>(
                            schema("ticks.schema.json").path("properties").propertyNames()))
                    .isEqualTo(new TreeSet<>(read(file).propertyNames()));
        }
    }

    @Test
    void takeNothingElse() throws IOException {
        for (String field : read(certificate.file()).propertyNames()) {
            ObjectNode document = (ObjectNode) read(certificate.file());
            document.remove(field);
            assertThat(faults("certificate.schema.json", document)).as(field).hasSize(1);
            document.put(field, 1.5);
            assertThat(faults("certificate.schema.json", document)).as(field).isNotEmpty();
        }
    }

    @Test
    void describeThePlanAsTheRecordDoes() {
        assertThat(schema("certificate.schema.json").at("/properties/plan/properties"))
                .isEqualTo(schema("run.schema.json").at("/properties/plan/properties"));
    }
}
