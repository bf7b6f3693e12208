package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.seal.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignOffsTest {

    private static final Instant NOW = Certified.ISSUED.plusSeconds(600);
    private static final Map<String, List<String>> DBA = Map.of("rehearsal", List.of(key(1)), "dba", List.of(key(2)));

    @TempDir
    Path reports;

    private CertificateFile.Sound certificate;

    @BeforeEach
    void certify() {
        certificate = Certified.leave(reports);
    }

    private static String key(int n) {
        return Keys.numbered(n).publicKey().text();
    }

    private SignOffFile.Sound sign(CertificateFile.Sound of, String role, int key) throws IOException {
        return SignOffFile.write(of, role, Optional.of("D. Ba"), Keys.numbered(key), NOW);
    }

    private List<String> missing(Map<String, List<String>> keys) throws IOException {
        return SignOffs.missing(keys, "rehearsal", certificate, SignOffs.beside(certificate.file()), NOW);
    }

    @Test
    void areCompleteWhenEveryRoleSignedThisCertificate() throws IOException {
        sign(certificate, "dba", 2);
        assertThat(missing(DBA)).isEmpty();
        assertThat(missing(Map.of("rehearsal", List.of(key(1))))).isEmpty();
        assertThat(missing(Map.of())).isEmpty();

        Map<String, List<String>> two = Map.of("dba", List.of(key(2)), "client", List.of(key(3), key(4)));
        assertThat(missing(two)).singleElement().asString().contains("role \"client\" has not signed");
        sign(certificate, "client", 4);
        assertThat(missing(two)).isEmpty();
    }

    @Test
    void nameTheRoleThatIsMissingAndHowItSigns() throws IOException {
        assertThat(missing(DBA))
                .containsExactly(
                        "Sign-off: role \"dba\" has not signed for this certificate (there is no sign-off of that"
                                + " role beside it). Wanted is one by "
                                + Keys.numbered(2).publicKey().id()
                                + ": java -jar target/cleanslate.jar sign-off --role dba --target demo --certificate "
                                + certificate.file()
                                + ".");
    }

    @Test
    void ofAnUnknownKeyCountForNothing() throws IOException {
        sign(certificate, "dba", 5);
        assertThat(missing(DBA))
                .singleElement()
                .asString()
                .contains("key " + Keys.numbered(5).publicKey().id() + " is none of this role");
        sign(certificate, "dba", 2);
        assertThat(missing(DBA)).isEmpty();
    }

    @Test
    void forAnotherCertificateCountForNothing() throws IOException {
        CertificateFile.Sound other =
                Certified.leave(reports, Certified.rehearsed("container"), Certified.ISSUED.plusSeconds(1));
        SignOffFile.Sound signed = sign(other, "dba", 2);
        Files.copy(
                signed.file(), certificate.file().resolveSibling(signed.file().getFileName()));
        assertThat(missing(DBA)).singleElement().asString().contains("it is for another certificate");
    }

    @Test
    void inAnotherRoleCountForNothing() throws IOException {
        sign(certificate, "client", 2);
        assertThat(missing(DBA)).singleElement().asString().contains("there is no sign-off of that role");
    }

    @Test
    void thatWereChangedCountForNothing() throws IOException {
        SignOffFile.Sound signed = sign(certificate, "dba", 2);
        byte[] good = Files.readAllBytes(signed.file());
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            Files.write(signed.file(), changed);
            assertThat(missing(DBA)).as("byte %d", i).hasSize(1);
        }
        assertThat(missing(DBA).get(0)).contains(signed.file() + ": ");
    }

    @Test
    void areNotGivenByWhoSignedTheCertificate() throws IOException {
        sign(certificate, "dba", 1);
        assertThat(missing(Map.of("dba", List.of(key(1)))))
                .singleElement()
                .asString()
                .contains("signed the certificate itself");
    }

    @Test
    void areNotGivenByOneKeyInTwoRoles() throws IOException {
        sign(certificate, "dba", 2);
        sign(certificate, "client", 2);
        assertThat(missing(Map.of("dba", List.of(key(2)), "client", List.of(key(2)))))
                .singleElement()
                .asString()
                .contains("two roles never share one");
    }

    @Test
    void fromTheFutureCountForNothing() throws IOException {
        SignOffFile.write(certificate, "dba", Optional.empty(), Keys.numbered(2), NOW.plus(Duration.ofHours(1)));
        assertThat(missing(DBA)).singleElement().asString().contains("which is in the future");
    }

    @Test
    void onACertificateAreNoLongerGoodOnAnother() throws IOException {
        SignOffFile.Sound first = sign(certificate, "dba", 2);
        assertThat(sign(certificate, "dba", 2).file()).isEqualTo(first.file());
        assertThat(SignOffs.beside(certificate.file())).hasSize(1);
    }

    private List<String> approved(Map<String, List<String>> keys) throws IOException {
        return SignOffs.approved(keys, "rehearsal", certificate, SignOffs.beside(certificate.file()), NOW).stream()
                .map(file -> file.signOff().role() + " " + file.signer().text())
                .toList();
    }

    @Test
    void approveOnlyByAKeyOfTheirRoleForThisCertificate() throws IOException {
        sign(certificate, "dba", 2);
        sign(certificate, "dba", 5);
        sign(certificate, "boss", 6);
        assertThat(approved(DBA)).containsExactly("dba " + key(2));
        assertThat(approved(Map.of())).isEmpty();
        assertThat(approved(Map.of("dba", List.of(key(2)), "boss", List.of(key(2), key(6)))))
                .containsExactly("boss " + key(6));

        CertificateFile.Sound other =
                Certified.leave(reports, Certified.rehearsed("container"), Certified.ISSUED.plusSeconds(1));
        assertThat(SignOffs.approved(DBA, "rehearsal", other, SignOffs.beside(certificate.file()), NOW))
                .isEmpty();
    }
}
