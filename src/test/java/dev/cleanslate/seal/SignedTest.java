package dev.cleanslate.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignedTest {

    private final SigningKey key = Keys.numbered(1);
    private final Signed signed =
            Signed.by(key, Map.of("zebra", List.of(1, 2L), "about", "größe \" \\ \n", "run", true));

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Opened.Unsound unsound(String text) {
        return (Opened.Unsound) Signed.open(utf8(text));
    }

    @Nested
    class ADocument {

        @Test
        void isReadAsItWasSigned() {
            assertThat(Signed.open(utf8(signed.text()))).isInstanceOfSatisfying(Opened.Sound.class, sound -> {
                assertThat(sound.signed().content()).containsOnlyKeys("zebra", "about", "run");
                assertThat(sound.signed().signer()).isEqualTo(key.publicKey());
                assertThat(sound.signed().text()).isEqualTo(signed.text());
                assertThat(sound.signed().digest()).isEqualTo(Digest.of(signed.text()));
            });
        }

        @Test
        void hasOneTextWhoeverSignsItAgain() {
            assertThat(Signed.by(key, signed.content()).text()).isEqualTo(signed.text());
        }

        @Test
        void doesNotHoldAfterAnyChangeOfOneByte() {
            byte[] file = utf8(signed.text());
            for (int i = 0; i < file.length; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] changed = file.clone();
                    changed[i] ^= (byte) (1 << bit);
                    assertThat(Signed.open(changed))
                            .as("bit %d of byte %d", bit, i)
                            .isInstanceOf(Opened.Unsound.class);
                }
            }
        }

        @Test
        void doesNotHoldShortenedOrPrettyPrinted() {
            byte[] file = utf8(signed.text());
            for (int length = 0; length < file.length; length++) {
                assertThat(Signed.open(java.util.Arrays.copyOf(file, length))).isInstanceOf(Opened.Unsound.class);
            }
            assertThat(unsound(signed.text().replace(",", ", ")).sentence())
                    .contains("is not the canonical JSON that was signed");
            assertThat(unsound(signed.text() + "\n").sentence()).contains("from byte " + (file.length + 1));
            assertThat(unsound(signed.text() + signed.text())).isNotNull();
        }

        @Test
        void saysWhereItBreaks() {
            assertThat(unsound("{\"a\":").sentence()).startsWith("it is not whole JSON");
            assertThat(unsound("[1]\n").sentence()).isEqualTo("it is not a JSON object");
            assertThat(unsound("{\"a\":1.5}\n").sentence()).startsWith("it is not canonical JSON");
            assertThat(unsound("{\"a\":1}\n").sentence())
                    .isEqualTo("it has no \"keyId\", so it is not a signed document");
            assertThat(unsound(signed.text().replace("true", "null")))
                    .isEqualTo(new Opened.Unsound(
                            Opened.Flaw.SIGNATURE,
                            "its signature does not hold for key "
                                    + key.publicKey().id() + ": a byte of it was changed after it was signed"));
        }

        @Test
        void thatAnotherKeySignedAnewIsSoundAndSaysWhose() {
            Signed forged = Signed.by(Keys.numbered(2), signed.content());
            assertThat(Signed.open(utf8(forged.text())))
                    .isInstanceOfSatisfying(
                            Opened.Sound.class,
                            sound -> assertThat(sound.signed().signer())
                                    .isEqualTo(Keys.numbered(2).publicKey())
                                    .isNotEqualTo(key.publicKey()));
        }

        @Test
        void doesNotHoldUnderAKeyThatWasPutInsteadOfItsOwn() {
            PublicKey other = Keys.numbered(2).publicKey();
            assertThat(unsound(signed.text().replace(key.publicKey().text(), other.text()))
                            .sentence())
                    .contains("its \"keyId\" is not that of its \"publicKey\"");
            assertThat(unsound(signed.text()
                                    .replace(key.publicKey().text(), other.text())
                                    .replace(key.publicKey().id(), other.id()))
                            .flaw())
                    .isEqualTo(Opened.Flaw.SIGNATURE);
        }

        @Test
        void keepsTheMembersOfTheSealToItself() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Signed.by(key, Map.of("signature", "x")))
                    .withMessageContaining("signature");
        }
    }

    @Nested
    class AKey {

        @Test
        void isThatOfRfc8032() {
            SigningKey first = SigningKey.read(
                    Keys.pkcs8(HexFormat.of()
                            .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")),
                    "the first test of RFC 8032");
            assertThat(HexFormat.of()
                            .formatHex(java.util.Base64.getDecoder()
                                    .decode(first.publicKey().text())))
                    .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
            assertThat(HexFormat.of().formatHex(first.sign(new byte[0])))
                    .isEqualTo(
                            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                    + "d25bf5f0595bbe24655141438e7a100b");
        }

        @Test
        void hasOnePublicTextAndAnIdOfIt() {
            assertThat(key.publicKey().text()).hasSize(60).startsWith("MCowBQYDK2VwAyEA");
            assertThat(key.publicKey().id()).matches("[0-9a-f]{16}");
            assertThat(PublicKey.parse(key.publicKey().text())).contains(key.publicKey());
            assertThat(PublicKey.parse(key.publicKey().text() + "\n")).isEmpty();
            assertThat(PublicKey.parse("")).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> new PublicKey("key-one"));
        }

        @Test
        void doesNotShowItsSecret() {
            assertThat(key).hasToString("signing key " + key.publicKey().id());
        }
    }
}
