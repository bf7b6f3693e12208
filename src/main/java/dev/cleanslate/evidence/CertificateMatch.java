package dev.cleanslate.evidence;

import dev.cleanslate.seal.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a certificate opens the door to one reset, and if not, each reason by itself. Empty means that it does. */
public record CertificateMatch(List<Mismatch> mismatches) {

    /** Clocks of two machines that are kept by a time service may well differ by this much. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    public CertificateMatch {
        mismatches = List.copyOf(mismatches);
    }

    /** What a reset is about to do. {@code serverNow} is the time at the database server, which few can turn as well. */
    public record Wanted(
            String suite,
            String target,
            boolean guarded,
            String suiteDigest,
            String planDigest,
            String schemaFingerprint,
            Certificate.Identity database,
            String tool,
            Instant now,
            Optional<Instant> serverNow,
            Set<PublicKey> trusted) {

        public Wanted {
            trusted = Set.copyOf(trusted);
        }
    }

    public record Mismatch(Kind kind, String sentence) {}

    public enum Kind {
        MALFORMED,
        SIGNATURE,
        UNKNOWN_SIGNER,
        ANOTHER_KIND,
        ANOTHER_TARGET,
        SUITE,
        PLAN,
        SCHEMA,
        DATABASE,
        EXPIRED,
        CLOCK,
        CLONE,
        TOOL
    }

    public boolean fits() {
        return mismatches.isEmpty();
    }

    /** Each mismatch as a line that names the file, and what follows. */
    public String message(CertificateFile file) {
        StringBuilder message = new StringBuilder(file.file() + ": this certificate does not open this reset:");
        mismatches.forEach(m -> message.append("\n  ").append(m.sentence()));
        return message + "\nRehearse again for a certificate of what is there now. Nothing was changed.";
    }

    /** Pure: the same certificate and wishes give the same answer. A file that is not sound is judged no further. */
    public static CertificateMatch of(CertificateFile file, Wanted wanted) {
        if (file instanceof CertificateFile.Unsound flaw) {
            Kind kind = switch (flaw.flaw()) {
                case MALFORMED -> Kind.MALFORMED;
                case SIGNATURE -> Kind.SIGNATURE;
            };
            return new CertificateMatch(List.of(new Mismatch(kind, "Seal: " + flaw.sentence() + ".")));
        }
        if (file instanceof CertificateFile.OfRun other) {
            return new CertificateMatch(List.of(new Mismatch(
                    Kind.ANOTHER_KIND,
                    "Kind: it certifies a " + other.said().kind() + "; a reset needs one of a rehearsal.")));
        }
        CertificateFile.Sound sound = (CertificateFile.Sound) file;
        Judge judge = new Judge(sound.certificate(), wanted);
        judge.signer(sound.signer());
        judge.kind();
        judge.bindings();
        judge.time();
        return new CertificateMatch(judge.found);
    }

    private static final class Judge {

        private final Certificate certificate;
        private final Wanted wanted;
        private final List<Mismatch> found = new ArrayList<>();

        Judge(Certificate certificate, Wanted wanted) {
            this.certificate = certificate;
            this.wanted = wanted;
        }

        void signer(PublicKey signer) {
            if (!wanted.trusted().contains(signer)) {
                add(
                        Kind.UNKNOWN_SIGNER,
                        "Signer: key " + signer.id()
                                + " is neither this machine's own nor among the target's trusted-keys: rehearsal. Rehearse here,"
                                + " or, if you know whose key it is, add " + signer + ".");
            }
        }

        void kind() {
            if (!certificate.kind().equals(Certificate.REHEARSAL)) {
                add(
                        Kind.ANOTHER_KIND,
                        "Kind: it certifies a " + certificate.kind() + "; a reset needs one of a rehearsal.");
            }
            if (wanted.guarded() && certificate.ofClone()) {
                add(
                        Kind.CLONE,
                        "Copy: the rehearsal ran on a clone on the same server, which proves no backup; a guarded target needs"
                                + " one on a restored backup.");
            }
        }

        void bindings() {
            if (!certificate.target().equals(wanted.target())) {
                add(
                        Kind.ANOTHER_TARGET,
                        "Target: it is for \"" + certificate.target() + "\", this is \"" + wanted.target() + "\".");
            }
            if (!certificate.suite().equals(wanted.suite())) {
                add(
                        Kind.SUITE,
                        "Suite: it is for \"" + certificate.suite() + "\", this is \"" + wanted.suite() + "\".");
            } else if (!certificate.suiteDigest().equals(wanted.suiteDigest())) {
                add(
                        Kind.SUITE,
                        "Suite: suite \"" + wanted.suite()
                                + "\" was changed since the rehearsal (suite.yaml or a file that it names): digest "
                                + differ(certificate.suiteDigest(), wanted.suiteDigest()) + ".");
            }
            if (!certificate.planDigest().equals(wanted.planDigest())) {
                add(
                        Kind.PLAN,
                        "Plan: the plan made from suite and database is not the one that was rehearsed: digest "
                                + differ(certificate.planDigest(), wanted.planDigest()) + ".");
            }
            if (!certificate.database().sameAs(wanted.database())) {
                add(
                        Kind.DATABASE,
                        "Database: it is for " + certificate.database() + ", and this is " + wanted.database() + ".");
            } else if (!certificate.schemaFingerprint().equals(wanted.schemaFingerprint())) {
                add(
                        Kind.SCHEMA,
                        "Schema: a table, column, key, index or trigger of the database was changed since the rehearsal:"
                                + " fingerprint "
                                + differ(certificate.schemaFingerprint(), wanted.schemaFingerprint()) + ".");
            }
            if (!certificate.database().serverVersion().equals(wanted.database().serverVersion())) {
                add(
                        Kind.DATABASE,
                        "Database: its server was PostgreSQL "
                                + certificate.database().serverVersion() + " at the rehearsal and is "
                                + wanted.database().serverVersion() + " now.");
            }
            if (!certificate.tool().equals(wanted.tool())) {
                add(
                        Kind.TOOL,
                        "Tool: Cleanslate " + certificate.tool() + " rehearsed it, and this is " + wanted.tool() + ".");
            }
        }

        void time() {
            Instant now = wanted.now();
            Instant latest = wanted.serverNow().filter(now::isBefore).orElse(now);
            Instant earliest = wanted.serverNow().filter(now::isAfter).orElse(now);
            if (Duration.between(earliest, latest).compareTo(CLOCKS_DIFFER) > 0) {
                add(
                        Kind.CLOCK,
                        "Clock: this machine's says " + now + ", the database server's "
                                + wanted.serverNow().orElse(now)
                                + "; one of them was moved, so the age of a certificate cannot be told.");
            }
            if (!certificate.issuedAt().isBefore(certificate.expiresAt())) {
                add(Kind.MALFORMED, "Seal: it expires before it was issued.");
            }
            if (certificate.issuedAt().isAfter(earliest.plus(CLOCKS_DIFFER))) {
                add(
                        Kind.CLOCK,
                        "Clock: it was issued at " + certificate.issuedAt() + ", which is in the future (it is "
                                + earliest + "). A clock was moved, here or where it was signed.");
            }
            if (!latest.isBefore(certificate.expiresAt())) {
                add(
                        Kind.EXPIRED,
                        "Age: it expired at " + certificate.expiresAt() + " (issued " + certificate.issuedAt()
                                + "; it is " + latest + ").");
            }
        }

        private void add(Kind kind, String sentence) {
            found.add(new Mismatch(kind, sentence));
        }

        private static String differ(String then, String now) {
            return start(then) + "… then, " + start(now) + "… now";
        }

        private static String start(String digest) {
            return digest.substring(0, Math.min(12, digest.length()));
        }
    }
}
