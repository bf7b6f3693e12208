package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.session.Needs;
import dev.cleanslate.session.SmallDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that something happens to: nothing may stay that looks like one. */
class BackupFaultsTest {

    private static final TestDatabases SERVER = TestDatabases.of(TestDatabases.OLDEST);
    private static final ClientTools TOOLS = ClientTools.forServer(TestDatabases.OLDEST);
    private static final String TABLE =
            "CREATE TABLE held AS SELECT g, md5(g::text) || md5((g + 1)::text) AS text FROM generate_series(1, 100000) g";

    @TempDir
    Path folder;

    @Test
    void aKilledOneTakesPgDumpAndItsFilesWithIt() throws Exception {
        var database = SERVER.create(TABLE);
        try (HeldTable held = HeldTable.of(database, "held")) {
            Process jvm = KilledBackup.start(database.url(), folder);
            held.awaitDump();
            assertThat(names(folder)).singleElement().asString().endsWith(".part");
            jvm.destroyForcibly().waitFor();

            held.awaitNoDump();
            Await.until(
                    "the half backup to go",
                    Duration.ofMinutes(1),
                    () -> names(folder).isEmpty());
        }
    }

    @Test
    void oneWhoseConnectionIsTerminatedLeavesNothing() {
        var database = SERVER.create(TABLE);
        try (HeldTable held = HeldTable.of(database, "held")) {
            CompletableFuture<Backup> backup = start(database.url(), folder);
            held.awaitDump();
            held.watcher()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'pg_dump' AND datname = current_database()");

            assertFails(backup::join).hasMessageContaining("terminating connection due to administrator command");
        }
    }

    @Test
    void oneWhoseSnapshotIsLostLeavesNothing() {
        var database = SERVER.create(TABLE);
        try (HeldTable held = HeldTable.of(database, "held")) {
            CompletableFuture<Backup> backup = start(database.url(), folder);
            held.awaitDump();
            held.watcher()
                    .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'cleanslate backup' AND datname = current_database()");

            assertFails(backup::join).hasMessageContaining("broke off");
            held.awaitNoDump();
        }
    }

    @Test
    void oneWhoseDiskRunsFullLeavesNothing() throws IOException {
        var database = SERVER.create(TABLE);
        Optional<SmallDisk> mounted = SmallDisk.mount(40);
        Needs.that(mounted.isPresent(), "a user who may mount a small disk");
        try (SmallDisk disk = mounted.orElseThrow();
                HeldTable held = HeldTable.of(database, "held")) {
            Path backups = disk.folder().resolve("backups");
            CompletableFuture<Backup> backup = start(database.url(), backups);
            held.awaitDump();
            Path filler = disk.folder().resolve("filler");
            fill(filler);
            held.release();

            assertThatThrownBy(backup::join).hasMessageContaining("No space left on device");
            assertThat(names(backups)).isEmpty();
            Files.delete(filler);
        }
    }

    @Test
    void oneThatWillNotFitIsRefusedWithBothSizes() throws IOException {
        var database = SERVER.create();
        Optional<SmallDisk> mounted = SmallDisk.mount(2);
        Needs.that(mounted.isPresent(), "a user who may mount a small disk");
        try (SmallDisk disk = mounted.orElseThrow()) {
            assertThatThrownBy(() -> take(database.url(), disk.folder()))
                    .isInstanceOf(BackupRefusedException.class)
                    .hasMessageMatching("(?s).* has [0-9.]+ MB free, and the database test_\\d+ is [0-9.]+ MB\\..*");
            assertThat(names(disk.folder())).isEmpty();
        }
    }

    @Test
    void aRoleThatMayNotReadEverythingIsToldWhatItNeeds() {
        var database = SERVER.create("CREATE ROLE reads_little LOGIN PASSWORD 'pw'; CREATE TABLE hidden (a int)");

        assertFails(() -> take(as(database, "reads_little", "pw"), folder))
                .hasMessageContaining("permission denied for table hidden")
                .hasMessageNotContaining("pw@");
    }

    @Test
    void rowsThatAPolicyHidesAreNotSilentlyMissing() {
        var database = SERVER.create("CREATE ROLE sees_some LOGIN PASSWORD 'pw'; CREATE TABLE mine (a int);"
                + "GRANT SELECT ON mine TO sees_some; ALTER TABLE mine ENABLE ROW LEVEL SECURITY");

        assertFails(() -> take(as(database, "sees_some", "pw"), folder)).hasMessageContaining("row-level security");
    }

    @Test
    void aPasswordOfOddCharactersWorksAndIsNowhereToBeSeen() throws IOException {
        String password = "o'd \"d\\%$;&@/:?#=é`";
        var database = SERVER.create("CREATE ROLE odd_password LOGIN IN ROLE pg_read_all_data");
        try (PgSession session = database.admin()) {
            session.execute("ALTER ROLE odd_password PASSWORD '" + password.replace("'", "''") + "'");
        }

        Backup backup = take(as(database, "odd_password", password), folder);

        assertThat(Files.readString(backup.archive().resolveSibling("manifest.json")))
                .doesNotContain(password);
        ToolCall call = TOOLS.call(
                "pg_dump",
                List.of(),
                DatabaseUrl.parse(as(database, "odd_password", password), Map.of())
                        .libpqEnvironment(),
                List.of());
        assertThat(call.words()).noneMatch(word -> word.contains(password));
    }

    @Test
    void whatADeadProcessLeftHalfDoneGoesWithTheNextOneAndNothingElseDoes() throws IOException {
        String gone = Owner.label().split("/", 2)[0] + "/999999999/0";
        half("left.part", gone);
        half("under-way.part", Owner.label());
        half("whole", gone);
        Files.createDirectory(folder.resolve("somebody-elses.part"));

        Backup backup = take(SERVER.create().url(), folder);

        String taken =
                backup.archive().resolveSibling(".").normalize().getFileName().toString();
        assertThat(names(folder)).containsExactlyInAnyOrder(taken, "under-way.part", "whole", "somebody-elses.part");
        assertThat(names(folder.resolve(taken))).containsExactlyInAnyOrder("archive", "manifest.json");
    }

    private void half(String name, String owner) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("owner"), owner);
    }

    @Test
    void aFolderThatIsAFileIsAFailureThatSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> take(SERVER.create().url(), file))
                .isInstanceOf(BackupFailedException.class)
                .hasMessageContaining("may this user write there");
    }

    private AbstractThrowableAssert<?, ?> assertFails(ThrowingCallable work) {
        var failure = assertThatThrownBy(work);
        assertThat(names(folder)).isEmpty();
        return failure;
    }

    private static CompletableFuture<Backup> start(String url, Path into) {
        return CompletableFuture.supplyAsync(() -> take(url, into), task -> new Thread(task).start());
    }

    private static Backup take(String url, Path into) {
        return Backup.take(new BackupRequest(DatabaseUrl.parse(url, Map.of()), TOOLS, into, 2, line -> {}));
    }

    private static String as(TestDatabases.Database database, String role, String password) {
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        return database.url().replaceFirst("//.*@", "//" + role + ":" + encoded + "@");
    }

    private static List<String> names(Path in) {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Path file) {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }
}
