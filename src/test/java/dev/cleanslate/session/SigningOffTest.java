package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.evidence.Certificates;
import dev.cleanslate.evidence.CertificatesLeft;
import dev.cleanslate.evidence.SignOffs;
import dev.cleanslate.seal.Keys;
import dev.cleanslate.seal.OwnKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningOffTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path certificate;

    @BeforeEach
    void certify() throws IOException {
        CertificatesLeft.in(folder);
        certificate = Certificates.newest(folder, "demo", "gym").orElseThrow().file();
    }

    private void targets(String trustedKeys) throws IOException {
        Files.writeString(
                folder.resolve("targets.yaml"),
                "targets:\n  demo: { url: \"${U}\", suite: gym, guarded: true, trusted-keys: { " + trustedKeys
                        + " } }\n");
    }

    private int sign(int key, String role, String target) {
        return signing(key, CertificatesLeft.ISSUED.plusSeconds(60)).sign(role, target, certificate, Optional.empty());
    }

    private SigningOff signing(int key, Instant now) {
        return new SigningOff(folder, Map.of(OwnKey.VARIABLE, Keys.text(key)), now, print(out), print(err));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static String key(int n) {
        return Keys.numbered(n).publicKey().text();
    }

    @Test
    void leavesASignOffThatTheCheckTakes() throws IOException {
        targets("dba: [" + key(2) + "]");
        assertThat(sign(2, "dba", "demo")).as(errors()).isZero();
        assertThat(SignOffs.beside(certificate)).hasSize(1);
    }

    @Test
    void isRefusedForAKeyThatTheTargetDoesNotAsk() throws IOException {
        targets("dba: [" + key(2) + "]");
        assertThat(sign(3, "dba", "demo")).isEqualTo(3);
        assertThat(errors())
                .contains("is none of role \"dba\"")
                .contains(key(3))
                .contains("Nothing was signed.");
        assertThat(SignOffs.beside(certificate)).isEmpty();
    }

    @Test
    void isRefusedForWhoSignedTheCertificate() throws IOException {
        targets("dba: [" + key(1) + "]");
        assertThat(sign(1, "dba", "demo")).isEqualTo(3);
        assertThat(errors()).contains("two roles never share a key");
    }

    @Test
    void isRefusedForARoleOrTargetThatIsNotThere() throws IOException {
        targets("dba: [" + key(2) + "]");
        assertThat(sign(2, "client", "demo")).isEqualTo(2);
        assertThat(errors()).contains("asks no sign-off of role \"client\". Its trusted-keys ask: dba.");
        assertThat(sign(2, "dba", "prod")).isEqualTo(2);
        assertThat(errors()).contains("is for target \"demo\", not \"prod\"");
    }

    @Test
    void isRefusedForADamagedOrExpiredCertificate() throws IOException {
        targets("dba: [" + key(2) + "]");
        assertThat(signing(2, CertificatesLeft.ISSUED.plusSeconds(86_400))
                        .sign("dba", "demo", certificate, Optional.empty()))
                .isEqualTo(3);
        assertThat(errors()).contains("expired at");
        Files.writeString(certificate, Files.readString(certificate).replace("1204823", "1204822"));
        assertThat(sign(2, "dba", "demo")).isEqualTo(3);
        assertThat(errors()).contains("its signature does not hold");
        assertThat(SignOffs.beside(certificate)).isEmpty();
    }

    @Test
    void printsThePublicKeyAloneOnStandardOutput() {
        assertThat(signing(2, Instant.EPOCH).printKey()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(key(2) + System.lineSeparator());
    }
}
