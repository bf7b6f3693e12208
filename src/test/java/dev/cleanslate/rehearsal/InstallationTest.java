package dev.cleanslate.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class InstallationTest {

    @TempDir
    Path folder;

    private Path jar = Path.of("");

    @BeforeEach
    void aSmallJar() throws IOException {
        jar = folder.resolve("small.jar");
        write("postgres");
    }

    @Test
    void is_unpacked_once_and_found_again() throws IOException {
        Installation first = installed();
        FileTime made = Files.getLastModifiedTime(Path.of(first.program("postgres")));
        assertThat(installed()).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(Path.of(first.program("postgres"))))
                .isEqualTo(made);
        assertThat(first.major()).isEqualTo(17);
    }

    @Test
    void is_unpacked_again_when_a_file_went_missing() throws IOException {
        Path program = Path.of(installed().program("postgres"));
        Files.delete(program);
        installed();
        assertThat(program).hasContent("postgres");
    }

    @Test
    void of_another_jar_with_the_same_version_is_another_one() throws IOException {
        Installation first = installed();
        write("patched!");
        assertThat(Path.of(installed().program("postgres"))).hasContent("patched!");
        assertThat(Path.of(first.program("postgres"))).hasContent("postgres");
    }

    @Test
    void that_failed_half_way_leaves_nothing() throws IOException {
        Files.write(jar, new byte[] {'P', 'K'});
        assertThatThrownBy(this::installed).isInstanceOf(IOException.class);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(jar);
        }
    }

    private Installation installed() throws IOException {
        return Installation.of(new Binaries(jar, "17.11.0"), folder);
    }

    private void write(String content) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("postgres-linux-x86_64.txz"));
            try (OutputStream xz = new XZOutputStream(zip, new LZMA2Options(0))) {
                xz.write(new TarFixture().file("bin/postgres", 0755, content).bytes());
            }
        }
    }
}
