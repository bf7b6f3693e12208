package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.session.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the client tools come from, and what is said where there are none. */
class ClientToolsTest {

    private static final InstalledTools NONE = new InstalledTools(List.of());

    @TempDir
    Path folder;

    @Test
    void theOldestThatIsNotOlderThanTheServerIsTaken() throws IOException {
        Path old = installed("old", "PostgreSQL) 14.2");
        Path fitting = installed("fitting", "PostgreSQL) 16.9 (Debian 16.9-1)");
        Path newest = installed("newest", "PostgreSQL) 18beta1");

        InstalledTools tools = InstalledTools.in(Set.of(old, fitting, newest));

        assertThat(ClientTools.forServer(15, tools, docker("exit 1"))).isEqualTo(new ClientTools.Host(fitting, 16));
        assertThat(ClientTools.forServer(18, tools, docker("exit 1"))).isEqualTo(new ClientTools.Host(newest, 18));
    }

    @Test
    void aFolderThatLacksOneOfThemIsPassedOver() throws IOException {
        Path partly = installed("partly", "PostgreSQL) 18.1");
        Files.delete(partly.resolve("psql"));

        assertThat(InstalledTools.in(Set.of(partly)).found()).isEmpty();
    }

    @Test
    void withoutAnyTheRefusalSaysWhatToInstall() throws IOException {
        Path old = installed("old", "PostgreSQL) 15.2");

        assertThatThrownBy(() -> ClientTools.forServer(18, InstalledTools.in(Set.of(old)), docker("exit 1")))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("15 (" + old + "), and pg_dump refuses a server newer than itself")
                .hasMessageContaining("no Docker daemon answers")
                .hasMessageContaining("postgresql-client-18")
                .hasMessageContaining("No database was changed.");
    }

    @Test
    void aPullThatHangsIsGivenUp() throws IOException {
        DockerCommand docker = docker("case $1 in info) exit 0;; pull) exec sleep 600;; *) exit 1;; esac");

        assertThatThrownBy(() -> ClientTools.forServer(18, NONE, docker))
                .hasMessageContaining("does not answer (no end after 1 s)");
    }

    @Test
    void anImageThatIsThereIsNotPulled() throws IOException {
        DockerCommand docker = docker("[ \"$1 $2\" = 'image inspect' ] && exit 0; exec sleep 600");

        assertThat(ClientTools.forServer(18, NONE, docker)).isEqualTo(new ClientTools.Container("postgres:18", 18));
    }

    @Test
    void aMissingDockerIsNamed() {
        assertThatThrownBy(() -> ClientTools.forServer(
                        18, NONE, new DockerCommand(folder.resolve("none").toString(), Duration.ofSeconds(1))))
                .hasMessageContaining("On this machine: none on the PATH")
                .hasMessageContaining("Docker is not installed");
    }

    @Test
    void aContainersToolsTakeAndRestoreABackupToo() throws IOException {
        boolean there = new DockerCommand("docker", Duration.ofSeconds(1))
                .faultWith("postgres:15")
                .isEmpty();
        Needs.that(there, "a Docker daemon with an image postgres:15 (.ci/postgres-image)");
        ClientTools tools = new ClientTools.Container("postgres:15", 15);
        var source = TestDatabases.of(TestDatabases.OLDEST).create(RestoringTest.HURTS);
        var copy = TestDatabases.of(15).create();

        Backup backup = Backup.take(new BackupRequest(RestoringTest.url(source), tools, folder, 2, line -> {}));
        new Restoring(backup, Optional.of(tools), RestoringTest.url(copy), 2, Set.of(), line -> {}).run();

        assertThat(backup.contents().orElseThrow().differences(RestoringTest.contents(copy)))
                .isEmpty();
        assertThat(Files.getOwner(backup.archive().resolve("toc.dat"))).isEqualTo(Files.getOwner(folder));
    }

    @Test
    void aPasswordIsNamedToAContainerAndNotTold() {
        ToolCall call = new ClientTools.Container("postgres:15", 15)
                .call("pg_dump", List.of(), Map.of("PGPASSWORD", "s3cret", "PGHOST", "db"), List.of(folder));

        assertThat(call.words()).contains("PGPASSWORD").noneMatch(word -> word.contains("s3cret"));
    }

    @Test
    void aServerNewerThanTheToolsIsRefused() {
        ClientTools old = new ClientTools.Host(Path.of("/usr/bin"), 15);
        var newer = TestDatabases.of(TestDatabases.NEWEST).create();

        assertThatThrownBy(() -> Backup.take(new BackupRequest(RestoringTest.url(newer), old, folder, 1, line -> {})))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("is on a PostgreSQL 18 server, and pg_dump refuses a server newer than itself");
        assertThat(folder).isEmptyDirectory();
    }

    private Path installed(String name, String version) throws IOException {
        Path bin = Files.createDirectory(folder.resolve(name));
        for (String program : List.of("pg_dump", "pg_restore", "psql")) {
            script(bin.resolve(program), "echo '" + program + " (" + version + "'");
        }
        return bin;
    }

    private DockerCommand docker(String body) throws IOException {
        return new DockerCommand(script(folder.resolve("docker"), body).toString(), Duration.ofSeconds(1));
    }

    private static Path script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
