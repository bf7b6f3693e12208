package dev.cleanslate.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signed documents in a sentence. */
final class Described {

    private Described() {}

    static String certificate(CertificateFile.Whole file) {
        Attested said = file.said();
        return "a " + said.kind() + " of suite " + said.suite() + " for target " + said.target() + " ("
                + said.database()
                + "), run " + said.run() + ", issued " + said.issuedAt() + ", " + more(said)
                + "; SHA-256 of the file " + file.digest() + ".";
    }

    private static String more(Attested said) {
        if (said instanceof Certificate rehearsal) {
            return "expires " + rehearsal.expiresAt() + ", " + Figures.count(rehearsal.rowsThatGo(), "row")
                    + " will go";
        }
        RunCertificate run = (RunCertificate) said;
        String rests =
                run.chain().stream().map(link -> link.kind() + " " + link.run()).collect(Collectors.joining(" and "));
        return Optional.ofNullable(run.verdict())
                        .map(verdict -> verdict.toUpperCase(Locale.ROOT).replace('-', ' ') + ", ")
                        .orElse("")
                + (rests.isEmpty() ? "resting on no other run" : "resting on " + rests);
    }

    static String ticks(TicksFile.Sound file) {
        Ticks t = file.ticks();
        return "role " + t.role()
                + Optional.ofNullable(t.name()).map(n -> " (" + n + ")").orElse("")
                + " ticked of the hand-over of run " + t.run() + " for target " + t.target() + " at " + t.signedAt()
                + ": " + t.items().stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(", ")) + ".";
    }

    static String signOff(SignOffFile.Sound file) {
        SignOff s = file.signOff();
        return "role " + s.role()
                + Optional.ofNullable(s.name()).map(n -> " (" + n + ")").orElse("")
                + " signed off the certificate " + s.certificate() + " of run " + s.run() + " for target " + s.target()
                + " at " + s.signedAt() + ".";
    }
}
