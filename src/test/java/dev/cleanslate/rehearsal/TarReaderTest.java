package dev.cleanslate.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TarReaderTest {

    private static final String LONG = "share/" + "very-long-".repeat(20) + "name";

    @Nested
    class Reads {

        @Test
        void files_folders_and_links_in_their_order() throws IOException {
            assertThat(all(new TarFixture()
                            .folder("bin/")
                            .file("bin/initdb", 0755, "program")
                            .symlink("lib/a.so", "a.so.1")
                            .hardlink("bin/copy", "bin/initdb")
                            .reader()))
                    .containsExactly(
                            "FOLDER bin/ 755",
                            "FILE bin/initdb 755 program",
                            "SYMLINK lib/a.so 777 -> a.so.1",
                            "HARDLINK bin/copy 644 -> bin/initdb");
        }

        @Test
        void content_of_exactly_one_block_and_of_one_byte_more() throws IOException {
            String block = "x".repeat(512);
            assertThat(all(new TarFixture()
                            .file("a", 0644, block)
                            .file("b", 0644, block + "y")
                            .file("c", 0600, "z")
                            .reader()))
                    .containsExactly("FILE a 644 " + block, "FILE b 644 " + block + "y", "FILE c 600 z");
        }

        @Test
        void the_next_entry_when_nobody_read_the_content_of_the_last() throws IOException {
            TarReader reader = new TarFixture()
                    .file("a", 0644, "x".repeat(1000))
                    .file("b", 0644, "second")
                    .reader();
            assertThat(next(reader).name()).isEqualTo("a");
            TarReader.Entry second = next(reader);
            assertThat(second.name()).isEqualTo("b");
            assertThat(second.content().read()).isEqualTo((int) 's');
            assertThat(reader.next()).isNull();
        }

        @Test
        void names_and_links_longer_than_a_header_has_room_for() throws IOException {
            assertThat(all(new TarFixture()
                            .gnuLongName(LONG)
                            .file("cut", 0644, "gnu")
                            .gnuLongLink(LONG)
                            .symlink("link", "cut")
                            .pax("path", LONG + "é")
                            .file("cut", 0644, "pax")
                            .prefixed("share/timezone", "Europe/Berlin", "ustar")
                            .reader()))
                    .containsExactly(
                            "FILE " + LONG + " 644 gnu",
                            "SYMLINK link 777 -> " + LONG,
                            "FILE " + LONG + "é 644 pax",
                            "FILE share/timezone/Europe/Berlin 644 ustar");
        }
    }

    @Nested
    class Refuses {

        @Test
        void an_archive_that_ends_in_the_middle() {
            byte[] whole = new TarFixture().file("a", 0644, "x".repeat(1000)).bytes();
            TarReader reader = new TarReader(new ByteArrayInputStream(Arrays.copyOf(whole, 900)));
            assertThatThrownBy(() -> all(reader))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("ends in the middle");
        }

        @Test
        void a_damaged_header() {
            byte[] bytes = new TarFixture().file("a", 0644, "x").bytes();
            bytes[3] = 'z';
            TarReader reader = new TarReader(new ByteArrayInputStream(bytes));
            assertThatThrownBy(() -> all(reader))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged");
        }

        @Test
        void a_kind_of_entry_that_no_binaries_have() {
            TarReader reader =
                    new TarFixture().entry('6', "", "pipe", 0644, "", "").reader();
            assertThatThrownBy(() -> all(reader))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("pipe")
                    .hasMessageContaining("'6'");
        }
    }

    private static TarReader.Entry next(TarReader reader) throws IOException {
        return Objects.requireNonNull(reader.next());
    }

    private static List<String> all(TarReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (TarReader.Entry entry = reader.next(); entry != null; entry = reader.next()) {
            String what = entry.kind() + " " + entry.name() + " " + Integer.toOctalString(entry.mode());
            lines.add(
                    switch (entry.kind()) {
                        case FOLDER -> what;
                        case FILE -> what + " " + new String(entry.content().readAllBytes(), UTF_8);
                        case SYMLINK, HARDLINK -> what + " -> " + entry.link();
                    });
        }
        return lines;
    }
}
