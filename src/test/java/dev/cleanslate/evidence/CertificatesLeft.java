package dev.cleanslate.evidence;

import dev.cleanslate.seal.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** For tests of the rooms above: a rehearsal's folder with its certificate. */
public final class CertificatesLeft {

    public static final Instant ISSUED = Certified.ISSUED;

    private CertificatesLeft() {}

    /** Of suite gym on target demo, signed by key number 1. */
    public static CertificateFile.Sound in(Path reports) {
        return Certified.leave(reports);
    }

    /** Beside it, whatever any target says of that key. */
    public static void signOff(Path certificate, SigningKey key, String role) throws IOException {
        SignOffFile.write(
                (CertificateFile.Whole) CertificateFile.read(certificate), role, Optional.empty(), key, Instant.now());
    }
}
