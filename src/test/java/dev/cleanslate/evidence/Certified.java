package dev.cleanslate.evidence;

import dev.cleanslate.evidence.CertificateMatch.Wanted;
import dev.cleanslate.seal.Keys;
import dev.cleanslate.seal.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The gym's rehearsal and its certificate, signed by key number 1. */
final class Certified {

    static final SigningKey KEY = Keys.numbered(1);
    static final Instant ISSUED = GymRun.START.plusSeconds(12);

    private Certified() {}

    static Rehearsed rehearsed(String server) {
        return new Rehearsed(
                Certificate.Identity.of(GymPlan.server()),
                Optional.of(Certificate.Backup.of("ab".repeat(32), 12_345_678, GymRun.START.minusSeconds(90), ISSUED)),
                new Certificate.Copy(server, "17.5", 4200),
                List.of(
                        new Certificate.Phase("Leaf nodes", 1_204_412, 184, "AccessExclusiveLock"),
                        new Certificate.Phase("Accounts", 411, 20, "ShareRowExclusiveLock")),
                java.time.Duration.ofHours(24));
    }

    /** A run's whole folder under {@code reports}, with its certificate. */
    static CertificateFile.Sound leave(Path reports, Rehearsed rehearsed, Instant issued) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Evidence.Voice voice = new Evidence.Voice(nowhere, nowhere, false, false);
        try (Evidence evidence = Evidence.open(reports, "demo", "gym", GymRun.START, voice)) {
            GymRun.rehearsed().tell(evidence);
            return evidence.certify(rehearsed, KEY, issued);
        }
    }

    static CertificateFile.Sound leave(Path reports) {
        return leave(reports, rehearsed("container"), ISSUED);
    }

    /** Of the run that a certificate is of. */
    static Path folder(CertificateFile certificate) {
        return Objects.requireNonNull(certificate.file().getParent());
    }

    /** The reset that the gym's certificate is for, an hour later. */
    static Wanted wanted() {
        return at(ISSUED.plus(Duration.ofHours(1)));
    }

    static Wanted at(Instant now) {
        return new Wanted(
                "gym",
                "demo",
                true,
                "cd34".repeat(16),
                "ab12".repeat(16),
                "ef56".repeat(16),
                Certificate.Identity.of(GymPlan.server()),
                "0.1.0",
                now,
                Optional.empty(),
                Set.of(KEY.publicKey()));
    }
}
