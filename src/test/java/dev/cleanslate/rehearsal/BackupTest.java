package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.run.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups taken for real, by the client tools of this machine. */
class BackupTest {

    private static final TestDatabases SERVER = TestDatabases.of(TestDatabases.OLDEST);

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void holdsEveryTableWithItsRowsAndFingerprint() throws IOException {
        var database = SERVER.create("CREATE TABLE users (id int PRIMARY KEY, name text);"
                + "INSERT INTO users SELECT g, 'user ' || g FROM generate_series(1, 100) g;"
                + "CREATE SCHEMA \"Odd Schema\"; CREATE TABLE \"Odd Schema\".\"Quoted \"\"Name\" (\"a b\" text);"
                + "CREATE TABLE bookings (day date) PARTITION BY RANGE (day);"
                + "CREATE TABLE bookings_2026 PARTITION OF bookings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
                + "INSERT INTO bookings VALUES ('2026-05-05');"
                + "CREATE TABLE nothing ();"
                + "SELECT lo_from_bytea(0, 'a large object');");

        Backup backup = Backup.take(request(database));

        var contents = backup.contents().orElseThrow();
        assertThat(contents.tables().keySet())
                .extracting(QualifiedName::toString)
                .containsExactlyInAnyOrder(
                        "users", "Odd Schema.Quoted \"Name", "bookings_2026", "nothing", "pg_catalog.pg_largeobject");
        assertThat(contents.tables().get(new QualifiedName("public", "users")))
                .extracting(Content::rows)
                .isEqualTo(100L);
        assertThat(heard).contains("dumping public.users", "dumping public.bookings_2026");
        assertThat(backup.bytes()).isPositive();
        assertThat(BackupFiles.of(backup.archive()).sha256()).isEqualTo(backup.sha256());
        assertThat(Manifest.read(Files.readString(backup.archive().resolveSibling("manifest.json"))))
                .isEqualTo(backup.manifest().orElseThrow());
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        Backup backup = Backup.take(request(SERVER.create("CREATE TABLE t (a int)")));

        try (Stream<Path> all = Files.walk(backup.archive().resolve(".."))) {
            assertThat(all.filter(path -> !path.endsWith("archive/..")))
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    private BackupRequest request(TestDatabases.Database database) {
        return new BackupRequest(
                DatabaseUrl.parse(database.url(), Map.of()),
                ClientTools.forServer(TestDatabases.OLDEST),
                folder.resolve("backups"),
                2,
                heard::add);
    }
}
