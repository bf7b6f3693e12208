package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.run.Contents;
import dev.cleanslate.seal.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands beside a backup of ours: of which database, when, its checksum, and what was in each table. */
final class Manifest {

    static final String NAME = "manifest.json";
    static final String SCHEMA = "cleanslate.backup/1";

    private Manifest() {}

    static void write(Path folder, Backup backup, ServerFacts server) throws IOException {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schema", SCHEMA);
        manifest.put("archive", backup.place().getFileName().toString());
        manifest.put("sha256", backup.sha256());
        manifest.put("bytes", backup.bytes());
        manifest.put("takenAt", backup.takenAt().toString());
        manifest.put("millis", backup.took().toMillis());
        manifest.put(
                "database",
                Map.of(
                        "name", server.database(),
                        "oid", server.databaseOid(),
                        "serverVersion", server.version(),
                        "systemIdentifier", server.systemIdentifier()));
        manifest.put("tables", backup.contents().map(Contents::tables).orElse(Map.of()));
        Path file = Files.createFile(
                folder.resolve(NAME),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, CanonicalJson.of(manifest) + "\n");
    }
}
