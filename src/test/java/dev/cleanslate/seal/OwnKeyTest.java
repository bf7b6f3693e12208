package dev.cleanslate.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnKeyTest {

    @TempDir
    Path home;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    private OwnKey own() {
        return new OwnKey(Map.of("HOME", home.toString()), said::add);
    }

    private Path folder() {
        return home.resolve(".config/cleanslate");
    }

    private Path file() {
        return folder().resolve("signing-key.pem");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void chmod(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    @Nested
    class OnFirstUse {

        @Test
        void isMadeForItsOwnerAlone() throws IOException {
            PublicKey made = own().orMake().publicKey();

            assertThat(rights(folder())).isEqualTo("rwx------");
            assertThat(rights(file())).isEqualTo("rw-------");
            assertThat(said).containsExactly(file() + ": a signing key was made, since there was none.");
            assertThat(own().orMake().publicKey()).isEqualTo(made);
            assertThat(own().ifThere().orElseThrow().publicKey()).isEqualTo(made);
            try (Stream<Path> files = Files.list(folder())) {
                assertThat(files).containsExactly(file());
            }
        }

        @Test
        void isNotMadeByWhoOnlyLooks() {
            assertThat(own().ifThere()).isEmpty();
            assertThat(home).isEmptyDirectory();
        }

        @Test
        void isOneKeyForAllWhoAskAtOnce() throws Exception {
            int askers = 8;
            CyclicBarrier together = new CyclicBarrier(askers);
            ExecutorService pool = Executors.newFixedThreadPool(askers);
            try {
                for (int round = 0; round < 20; round++) {
                    Path fresh = Files.createDirectory(home.resolve("home" + round));
                    Callable<PublicKey> ask = () -> {
                        together.await();
                        return new OwnKey(Map.of("HOME", fresh.toString()), said::add)
                                .orMake()
                                .publicKey();
                    };
                    List<PublicKey> keys = new ArrayList<>();
                    for (Future<PublicKey> answer : pool.invokeAll(Collections.nCopies(askers, ask))) {
                        keys.add(answer.get());
                    }
                    assertThat(keys).hasSize(askers).containsOnly(keys.get(0));
                    assertThat(said).hasSize(round + 1);
                }
            } finally {
                pool.shutdownNow();
            }
        }

        @Test
        void isKeptWhereXdgSays() {
            Path xdg = home.resolve("xdg");
            new OwnKey(Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", xdg.toString()), said::add).orMake();
            assertThat(xdg.resolve("cleanslate/signing-key.pem")).exists();

            new OwnKey(Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", "relative"), said::add).orMake();
            assertThat(file()).exists();
        }

        @Test
        void isRefusedWhereThereIsNoPlaceForIt() throws IOException {
            assertThatExceptionOfType(UnusableKeyException.class)
                    .isThrownBy(() -> new OwnKey(Map.of(), said::add).orMake())
                    .withMessageContaining("neither XDG_CONFIG_HOME nor HOME")
                    .withMessageContaining("CLEANSLATE_SIGNING_KEY");
            Files.writeString(home.resolve(".config"), "a file in the way");
            assertThatExceptionOfType(UnusableKeyException.class)
                    .isThrownBy(() -> own().orMake())
                    .withMessageContaining("no signing key can be made here");
        }
    }

    @Nested
    class Rights {

        @ParameterizedTest
        @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
        void ofOthersOnTheFileRefuseIt(String rights) throws IOException {
            own().orMake();
            chmod(file(), rights);
            assertThatExceptionOfType(UnusableKeyException.class)
                    .isThrownBy(() -> own().orMake())
                    .withMessageContaining(rights)
                    .withMessageContaining("chmod 600 " + file());
        }

        @Test
        void ofOthersToLookIntoTheFolderAreTakenBackAndSaid() throws IOException {
            Files.createDirectories(folder());
            chmod(folder(), "rwxr-xr-x");
            own().orMake();
            assertThat(rights(folder())).isEqualTo("rwx------");
            assertThat(said).anyMatch(line -> line.contains("others could look into this folder (rwxr-xr-x)"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"rwxrwx---", "rwx---rwx", "rwx-w----"})
        void ofOthersToWriteInTheFolderRefuseIt(String rights) throws IOException {
            own().orMake();
            chmod(folder(), rights);
            assertThatExceptionOfType(UnusableKeyException.class)
                    .isThrownBy(() -> own().ifThere())
                    .withMessageContaining("may be anybody's")
                    .withMessageContaining("chmod 700 " + folder());
        }
    }

    @Nested
    class FromTheEnvironment {

        private OwnKey given(String text) {
            return new OwnKey(Map.of(OwnKey.VARIABLE, text, "HOME", home.toString()), said::add);
        }

        @Test
        void isTakenAsPemAndAsBase64() {
            String pem = "-----BEGIN PRIVATE KEY-----\n" + Keys.text(7) + "\n-----END PRIVATE KEY-----\n";
            assertThat(given(pem).orMake().publicKey())
                    .isEqualTo(given(Keys.text(7)).orMake().publicKey())
                    .isEqualTo(Keys.numbered(7).publicKey());
            assertThat(given(pem.replace("\n", "\r\n")).orMake().publicKey())
                    .isEqualTo(Keys.numbered(7).publicKey());
            assertThat(home).isEmptyDirectory();
        }

        @Test
        void isWhatTheFileWouldHold() throws IOException {
            PublicKey made = own().orMake().publicKey();
            assertThat(given(Files.readString(file())).orMake().publicKey()).isEqualTo(made);
        }

        @ParameterizedTest
        @ValueSource(strings = {"secret-looking-text", "MC4CAQAwBQYDK2VwBCIEIAAA", "-----BEGIN PRIVATE KEY-----"})
        void isRefusedAndNotRepeated(String text) {
            assertThatExceptionOfType(UnusableKeyException.class)
                    .isThrownBy(() -> given(text).orMake())
                    .withMessageContaining("CLEANSLATE_SIGNING_KEY is not an Ed25519 private key")
                    .withMessageNotContaining(text)
                    .withNoCause();
        }

        @Test
        void isRefusedEmpty() {
            assertThatExceptionOfType(UnusableKeyException.class)
                    .isThrownBy(() -> given(" ").ifThere())
                    .withMessageContaining("set and empty");
        }
    }
}
