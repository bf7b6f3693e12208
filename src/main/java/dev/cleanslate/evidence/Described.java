package dev.cleanslate.evidence;

import java.util.Optional;

/** Signed documents in a sentence. */
final class Described {

    private Described() {}

    static String certificate(CertificateFile.Sound file) {
        Certificate c = file.certificate();
        return "a " + c.kind() + " of suite " + c.suite() + " for target " + c.target() + " (" + c.database()
                + "), run "
                + c.run() + ", issued " + c.issuedAt() + ", expires " + c.expiresAt() + ", "
                + Figures.count(c.rowsThatGo(), "row") + " will go; SHA-256 of the file " + file.digest() + ".";
    }

    static String signOff(SignOffFile.Sound file) {
        SignOff s = file.signOff();
        return "role " + s.role()
                + Optional.ofNullable(s.name()).map(n -> " (" + n + ")").orElse("")
                + " signed off the certificate " + s.certificate() + " of run " + s.run() + " for target " + s.target()
                + " at " + s.signedAt() + ".";
    }
}
