package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.run.Content;
import dev.cleanslate.run.Contents;
import dev.cleanslate.seal.CanonicalJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies beside an archive as {@code manifest.json}: of which database it is, as of when, what the archive's digest is
 * and what every table held.
 */
public record Manifest(
        Instant takenAt,
        String database,
        long databaseOid,
        String systemIdentifier,
        int serverVersion,
        String sha256,
        long bytes,
        long millis,
        Contents contents) {

    static final String FILE = "manifest.json";
    private static final String SCHEMA = "cleanslate.backup/1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Manifest of(ServerFacts server, Instant takenAt, String sha256, long bytes, long millis, Contents contents) {
        return new Manifest(
                takenAt,
                server.database(),
                server.databaseOid(),
                server.systemIdentifier(),
                server.versionNumber(),
                sha256,
                bytes,
                millis,
                contents);
    }

    String text() {
        return CanonicalJson.of(Map.of(
                        "schema", SCHEMA,
                        "takenAt", takenAt.toString(),
                        "database", Map.of("name", database, "oid", databaseOid, "systemIdentifier", systemIdentifier),
                        "serverVersion", serverVersion,
                        "sha256", sha256,
                        "bytes", bytes,
                        "millis", millis,
                        "tables", contents.tree()))
                + "\n";
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    static Manifest read(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            JsonNode database = tree.required("database");
            var tables = new TreeMap<QualifiedName, Content>();
            for (JsonNode table : tree.required("tables").values()) {
                tables.put(
                        new QualifiedName(
                                table.required("schema").stringValue(),
                                table.required("name").stringValue()),
                        new Content(
                                table.required("rows").longValue(),
                                table.required("fingerprint").stringValue()));
            }
            var manifest = new Manifest(
                    Instant.parse(tree.required("takenAt").stringValue()),
                    database.required("name").stringValue(),
                    database.required("oid").longValue(),
                    database.required("systemIdentifier").stringValue(),
                    tree.required("serverVersion").intValue(),
                    tree.required("sha256").stringValue(),
                    tree.required("bytes").longValue(),
                    tree.required("millis").longValue(),
                    new Contents(tables));
            if (!manifest.text().equals(text)) {
                throw new IllegalArgumentException("it holds something that Cleanslate would not write there");
            }
            return manifest;
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("it is no manifest of a backup", e);
        }
    }

    public int serverMajor() {
        return serverVersion / 10000;
    }
}
