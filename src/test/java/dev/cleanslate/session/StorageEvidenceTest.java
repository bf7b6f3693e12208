package dev.cleanslate.session;

import static dev.cleanslate.session.FileShop.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.storage.ObjectServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lists of objects that a run leaves are bound by its record and, where there is one, by its certificate. */
class StorageEvidenceTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String QUARANTINE = ", protect: [file-6], orphans: { quarantine: removed/ }, max-delete: 100";
    private static final List<String> LISTS = List.of(
            "storage-orphans.txt", "storage-kept.txt", "storage-missing.txt", "storage-taken.txt", "storage-left.txt");

    @TempDir
    private Path folder;

    @Test
    void aChangedOrMissingListOfAResetIsFoundAndNamed() throws IOException {
        FileShop files = FileShop.of(TestDatabases.NEWEST, folder, QUARANTINE);
        files.shop().storage = Optional.of(files.bucket());
        Ran ran = files.shop().reset();
        assertThat(ran.exitCode()).as(ran.messages()).isZero();

        JsonNode certificate = JSON.readTree(ran.folder().resolve("certificate.json"));
        assertThat(faults("run-certificate.schema.json", certificate)).isEmpty();
        assertThat(certificate.get("storage")).isEqualTo(ran.record().get("storage"));
        assertThat(numbers(certificate.get("storage").get("cleared"), "total", "taken"))
                .containsExactly(15, 15);
        assertThat(certificate.get("files").valueStream().map(f -> f.get("name").asString()))
                .containsAll(LISTS);
        assertThat(lines(ran, "objects")).containsExactly("15", "1", "1", "15", "0");
        assertThat(ran.folder().resolve("storage-kept.txt"))
                .content()
                .startsWith("file-6 ")
                .contains(" protected");
        assertThat(Verification.of(ran.folder(), Optional.empty()).exitCode()).isZero();

        for (String list : LISTS) {
            byte[] good = Files.readAllBytes(ran.folder().resolve(list));
            Files.writeString(ran.folder().resolve(list), "one%20more\n");
            assertThat(broken(ran))
                    .containsExactly(list + ": it was changed: its SHA-256 is not the one in the certificate.");
            Files.delete(ran.folder().resolve(list));
            assertThat(broken(ran)).containsExactly(list + ": the certificate names it, and it is missing.");
            Files.write(ran.folder().resolve(list), good);
        }
        assertThat(ran.folder().resolve("report.html")).content().contains("storage-taken.txt");
    }

    @Test
    void thoseOfARunThatLeavesNoCertificateAreHeldAgainstItsRecord() throws IOException {
        FileShop files = FileShop.of(TestDatabases.NEWEST, folder, QUARANTINE);
        Ran ran = files.shop().storage();
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(broken(ran)).isEmpty();

        Files.writeString(ran.folder().resolve("storage-orphans.txt"), "");
        Files.delete(ran.folder().resolve("storage-missing.txt"));

        assertThat(broken(ran))
                .containsExactly(
                        "storage-orphans.txt: it was changed: its SHA-256 is not the one in the record.",
                        "storage-missing.txt: the record names it, and it is missing.");
    }

    @Test
    void aRehearsalNamesWhatTheResetWouldTake() throws IOException {
        int major = 15;
        Needs.pgDump(major);
        FileShop files = FileShop.of(major, folder, QUARANTINE);

        Ran ran = files.shop().rehearse();

        JsonNode certificate = JSON.readTree(ran.folder().resolve("certificate.json"));
        assertThat(faults("certificate.schema.json", certificate)).isEmpty();
        assertThat(numbers(certificate.get("storage").get("after"), "orphans", "kept", "missing"))
                .containsExactly(15, 1, 1);
        assertThat(ObjectServer.keys(files.bucket())).hasSize(21);
        Files.delete(ran.folder().resolve("storage-orphans.txt"));
        assertThat(broken(ran)).containsExactly("storage-orphans.txt: the certificate names it, and it is missing.");
    }

    private static List<String> broken(Ran ran) {
        return Verification.of(ran.folder(), Optional.empty()).items().stream()
                .filter(item -> !item.holds())
                .map(item -> item.subject() + ": " + item.sentence())
                .toList();
    }

    private static List<String> lines(Ran ran, String field) {
        return ran.record()
                .at("/storage/lists")
                .valueStream()
                .map(list -> list.get(field).asString())
                .toList();
    }

    private static List<String> faults(String schema, JsonNode document) throws IOException {
        try (InputStream in = Verification.class.getResourceAsStream(schema)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(Objects.requireNonNull(in, schema).readAllBytes()))
                    .validate(document)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
