package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {

    @TempDir
    Path folder;

    @Test
    void lays_out_files_with_their_modes_and_makes_the_folders_nobody_listed() throws IOException {
        assertThat(Unpacking.unpack(
                        new TarFixture()
                                .file("bin/initdb", 0700, "program")
                                .file("share/a/b", 0600, "text")
                                .symlink("lib/a.so", "a.so.1")
                                .reader(),
                        folder))
                .containsExactly("bin/initdb", "share/a/b", "lib/a.so");
        assertThat(folder.resolve("bin/initdb")).hasContent("program");
        assertThat(mode("bin/initdb")).isEqualTo("rwxr--r--");
        assertThat(mode("share/a/b")).isEqualTo("rw-r--r--");
        assertThat(mode("share/a")).isEqualTo("rwxr-xr-x");
        assertThat(Files.readSymbolicLink(folder.resolve("lib/a.so"))).hasToString("a.so.1");
    }

    @Test
    void refuses_a_file_that_would_lie_outside() {
        assertThatThrownBy(() -> Unpacking.unpack(
                        new TarFixture().file("../escaped", 0644, "").reader(), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../escaped")
                .hasMessageContaining("leads out");
        assertThat(folder.resolveSibling("escaped")).doesNotExist();
    }

    @Test
    void refuses_a_link_that_points_outside() {
        assertThatThrownBy(() -> Unpacking.unpack(
                        new TarFixture().symlink("lib/a", "../../etc").reader(), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lib/a");
        assertThatThrownBy(() -> Unpacking.unpack(
                        new TarFixture().symlink("lib/b", "/etc/passwd").reader(), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lib/b");
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
