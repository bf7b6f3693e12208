package dev.cleanslate.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.seal.Digest.NamedDigest;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DigestTest {

    @Nested
    class OfText {

        @Test
        void isSha256InHexadecimal() {
            assertThat(Digest.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assertThat(Digest.of(new byte[0]))
                    .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
    }

    @Nested
    class OfLines {

        @Test
        void anotherDivisionIntoLinesIsAnotherDigest() {
            assertThat(List.of(
                            Digest.ofLines(List.of()),
                            Digest.ofLines(List.of("")),
                            Digest.ofLines(List.of("", "")),
                            Digest.ofLines(List.of("ab")),
                            Digest.ofLines(List.of("a", "b")),
                            Digest.ofLines(List.of("a\nb")),
                            Digest.ofLines(List.of("a\",\"b")),
                            Digest.ofLines(List.of("a\\", "b"))))
                    .doesNotHaveDuplicates();
        }
    }

    @Nested
    class OfFiles {

        private final NamedDigest suite = NamedDigest.of("suite.yaml", "suite: gym");
        private final NamedDigest seed = NamedDigest.of("reseed.sql", "select 1");

        @Test
        void orderNamesAndContentsCount() {
            assertThat(List.of(
                            Digest.ofFiles(List.of(suite, seed)),
                            Digest.ofFiles(List.of(seed, suite)),
                            Digest.ofFiles(List.of(suite)),
                            Digest.ofFiles(List.of(NamedDigest.of("Suite.yaml", "suite: gym"), seed)),
                            Digest.ofFiles(List.of(suite, NamedDigest.of("reseed.sql", "select 2")))))
                    .doesNotHaveDuplicates();
        }

        @Test
        void bytesAndTheirTextAgree() {
            assertThat(NamedDigest.of("a", new byte[] {(byte) 0xc3, (byte) 0xa9}))
                    .isEqualTo(NamedDigest.of("a", "\u00e9"));
        }
    }
}
