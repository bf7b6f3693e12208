package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.rehearsal.Backup.Format;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups that others took, whole and damaged. */
class GivenBackupTest {

    private static final TestDatabases SERVER = TestDatabases.of(TestDatabases.OLDEST);
    private static final ClientTools TOOLS = ClientTools.forServer(TestDatabases.OLDEST);
    private static final Clock NOW = Clock.systemUTC();

    private static TestDatabases.Database source;

    @TempDir
    Path folder;

    @BeforeAll
    static void fill() {
        source = SERVER.create("CREATE TABLE t (a int, b text);"
                + "INSERT INTO t SELECT g, md5(g::text) FROM generate_series(1, 1000) g; CREATE TABLE u (a int)");
    }

    @ParameterizedTest
    @CsvSource({"d, DIRECTORY", "c, CUSTOM", "p, PLAIN", "gz, PLAIN_GZIPPED"})
    void aWholeOneIsTakenInAnyFormat(String how, Format format) throws Exception {
        Backup backup = Backup.given(request(dump(how)));

        assertThat(backup.format()).isEqualTo(format);
        assertThat(Duration.between(backup.takenAt(), Instant.now())).isLessThan(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "c, 1, pg_restore does not come to its end",
        "p, 1, does not end with \"PostgreSQL database dump complete\"",
        "gz, 1, it is cut off or damaged",
        "c, 100, cannot be read",
        "p, 9000, does not end with",
    })
    void oneWithItsEndCutOffIsRefused(String how, int bytes, String why) throws Exception {
        Path file = dump(how);
        cut(file, bytes);

        assertThatThrownBy(() -> Backup.given(request(file)))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("Take another");
    }

    @ParameterizedTest
    @CsvSource({"dat.gz, --compress=1", "dat, --compress=0", "toc.dat, --compress=1"})
    void aDirectoryWithAByteOfOneFileCutOffIsRefused(String ending, String compression) throws Exception {
        Path archive = folder.resolve("archive-of-others");
        RestoringTest.dump(source, Stream.of("--format=directory", compression, "--file=" + archive));
        try (Stream<Path> files = Files.list(archive)) {
            cut(
                    files.filter(file -> file.toString().endsWith(ending)
                                    && (ending.equals("toc.dat") || !file.endsWith("toc.dat")))
                            .sorted()
                            .findFirst()
                            .orElseThrow(),
                    1);
        }

        assertThatThrownBy(() -> Backup.given(request(archive)))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void oneThatIsTooOldIsRefusedByItsOwnDateAndNotByTheFiles() throws Exception {
        Path file = dump("c");
        Clock later = Clock.offset(NOW, Duration.ofMinutes(16));

        assertThatThrownBy(() -> Backup.given(new GivenRequest(
                        file,
                        Optional.of(Duration.ofMinutes(15)),
                        RestoringTest.url(source),
                        Optional.of(TOOLS),
                        later)))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("is 16 min old")
                .hasMessageContaining("max-age");
    }

    @Test
    void oneOfTheFutureIsRefused() throws Exception {
        Path file = dump("c");
        Clock earlier = Clock.fixed(Instant.now().minusSeconds(3600), ZoneOffset.UTC);

        assertThatThrownBy(() -> Backup.given(new GivenRequest(
                        file, Optional.empty(), RestoringTest.url(source), Optional.of(TOOLS), earlier)))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("in the future");
    }

    @Test
    void aChecksumBesideItMustFit() throws Exception {
        Path file = dump("p");
        Path beside = folder.resolve("dump.sha256");
        Files.writeString(beside, BackupFiles.of(file).sha256() + "  dump\n");
        Backup.given(request(file));
        Files.writeString(beside, "0".repeat(64) + "  dump\n");

        assertThatThrownBy(() -> Backup.given(request(file))).hasMessageContaining("dump.sha256 says 000");
    }

    @Test
    void ourOwnIsHeldAgainstItsManifest() throws IOException {
        Backup taken = Backup.take(new BackupRequest(RestoringTest.url(source), TOOLS, folder, 1, line -> {}));
        Path whole = taken.archive().resolve("..").normalize();
        Backup again = Backup.given(request(whole));
        assertThat(again.contents()).isEqualTo(taken.contents());
        assertThat(again.takenAt()).isEqualTo(taken.takenAt());

        cut(taken.archive().resolve("toc.dat"), 1);

        assertThatThrownBy(() -> Backup.given(request(whole)))
                .hasMessageContaining("is not what its manifest.json says");
    }

    @Test
    void oneOfAnotherDatabaseIsRefused() {
        var other = SERVER.create("CREATE TABLE t (a int)");
        Backup taken = Backup.take(new BackupRequest(RestoringTest.url(other), TOOLS, folder, 1, line -> {}));

        assertThatThrownBy(() -> Backup.given(request(taken.archive()))).hasMessageContaining("is one of the database");
    }

    @Test
    void oneThatLacksATableIsRefusedByName() throws Exception {
        Path file = folder.resolve("partly");
        RestoringTest.dump(source, Stream.of("--format=custom", "--table=u", "--file=" + file));

        assertThatThrownBy(() -> Backup.given(request(file)))
                .hasMessageContaining("lacks the rows of 1 table")
                .hasMessageContaining("public t postgres");
    }

    @Test
    void oneThatIsFarTooSmallIsRefusedWithBothSizes() throws Exception {
        var large =
                SERVER.create("CREATE TABLE t AS SELECT g, repeat(md5(g::text), 9) FROM generate_series(1, 90000) g");
        Path file = folder.resolve("schema");
        RestoringTest.dump(large, Stream.of("--schema-only", "--file=" + file));

        assertThatThrownBy(() -> Backup.given(
                        new GivenRequest(file, Optional.empty(), RestoringTest.url(large), Optional.of(TOOLS), NOW)))
                .hasMessageContaining("far too little")
                .hasMessageContaining("MB");
    }

    @Test
    void whatIsNoBackupIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "a shopping list\n");

        assertThatThrownBy(() -> Backup.given(request(file))).hasMessageContaining("does not begin as pg_dump's");
        assertThatThrownBy(() -> Backup.given(request(folder.resolve("none")))).hasMessageContaining("is not there");
        assertThatThrownBy(() -> Backup.given(request(Files.createDirectory(folder.resolve("y.part")))))
                .hasMessageContaining("is half of one");
    }

    private Path dump(String how) throws Exception {
        Path file = folder.resolve("dump");
        String format = how.equals("gz") ? "p" : how;
        RestoringTest.dump(source, Stream.of("--format=" + format, "--file=" + file));
        if (how.equals("gz")) {
            new ProcessBuilder("gzip", file.toString()).start().waitFor();
            return folder.resolve("dump.gz");
        }
        return file;
    }

    private static GivenRequest request(Path file) {
        return new GivenRequest(file, Optional.empty(), RestoringTest.url(source), Optional.of(TOOLS), NOW);
    }

    private static void cut(Path file, int bytes) throws IOException {
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "rw")) {
            end.setLength(end.length() - bytes);
        }
    }
}
