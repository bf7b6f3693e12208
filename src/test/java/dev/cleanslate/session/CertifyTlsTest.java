package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that demands TLS is not certified over a connection without it. */
class CertifyTlsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isRefusedByNameAndLeavesNoCertificate() throws Exception {
        Playground shop = Certifications.reset(folder);
        shop.target(", require-tls: true");

        Ran ran = Certifications.certify(shop);

        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
        assertThat(Certifications.verdict(ran)).isEqualTo("not-certified");
        assertThat(Certifications.inTheWay(ran))
                .anyMatch(why -> why.startsWith("The connection is encrypted: the target asks for TLS (require-tls)"));
        assertThat(ran.folder().resolve("certificate.json")).doesNotExist();
        assertThat(Files.readString(ran.folder().resolve("metrics.prom")))
                .contains("cleanslate_certification_certified{target=\"test\",suite=\"shop\",command=\"certify\"} 0");
    }
}
