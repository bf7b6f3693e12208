package dev.cleanslate.evidence;

import java.nio.file.Path;
import java.time.Instant;

/** For tests of the rooms above: a rehearsal's folder with its certificate. */
public final class CertificatesLeft {

    public static final Instant ISSUED = Certified.ISSUED;

    private CertificatesLeft() {}

    /** Of suite gym on target demo, signed by key number 1. */
    public static CertificateFile.Sound in(Path reports) {
        return Certified.leave(reports);
    }
}
