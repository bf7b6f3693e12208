package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.RunCertificate;
import dev.cleanslate.evidence.SignOffFile;
import dev.cleanslate.seal.OwnKey;
import dev.cleanslate.seal.PublicKey;
import dev.cleanslate.seal.UnusableKeyException;
import dev.cleanslate.suite.Fault;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Targets;
import dev.cleanslate.suite.TargetsFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One person's word on one certificate, signed with their own key. Nothing is asked of any database. */
public final class SigningOff {

    private static final int PASSED = 0;
    private static final int USAGE = 2;
    private static final int REFUSED = 3;
    private static final int INFRASTRUCTURE = 4;

    private final Path suites;
    private final OwnKey own;
    private final Instant now;
    private final PrintStream out;
    private final PrintStream err;

    public SigningOff(Path suites, Map<String, String> environment, Instant now, PrintStream out, PrintStream err) {
        this.suites = suites;
        this.own = new OwnKey(environment, line -> err.println("cleanslate: " + line));
        this.now = now;
        this.out = out;
        this.err = err;
    }

    /** Prints the public key that this machine signs with, and makes one when there is none. */
    public int printKey() {
        try {
            PublicKey key = own.orMake().publicKey();
            out.println(key);
            err.println("key id " + key.id());
            return PASSED;
        } catch (UnusableKeyException unusable) {
            return end(USAGE, String.valueOf(unusable.getMessage()));
        }
    }

    /** The exit code. */
    public int sign(String role, String target, Path certificate, Optional<String> name) {
        CertificateFile read = CertificateFile.read(certificate);
        if (read instanceof CertificateFile.Unsound flaw) {
            return Files.exists(certificate)
                    ? end(REFUSED, certificate + ": " + flaw.sentence() + ". Nothing was signed.")
                    : end(USAGE, certificate + ": there is no such file. Nothing was signed.");
        }
        CertificateFile.Whole sound = (CertificateFile.Whole) read;
        if (!sound.said().target().equals(target)) {
            return end(
                    USAGE,
                    certificate + ": this certificate is for target \""
                            + sound.said().target() + "\", not \"" + target + "\". Nothing was signed.");
        }
        if (sound.said() instanceof Certificate rehearsal && !now.isBefore(rehearsal.expiresAt())) {
            return end(
                    REFUSED,
                    certificate + ": this certificate expired at " + rehearsal.expiresAt()
                            + ". Rehearse again. Nothing was signed.");
        }
        if (sound.said().kind().equals(RunCertificate.RESET)) {
            return end(
                    USAGE,
                    certificate + ": this is the certificate of a reset, which nobody signs off. Sign the rehearsal's"
                            + " before a reset, and the hand-off's (certify) after it. Nothing was signed.");
        }
        try {
            PublicKey key = own.orMake().publicKey();
            Optional<Refused> refusal = unlessWanted(role, target, key, sound);
            if (refusal.isPresent()) {
                return end(refusal.get().exitCode(), refusal.get().message() + " Nothing was signed.");
            }
            SignOffFile.Sound written = SignOffFile.write(sound, role, name, own.orMake(), now);
            out.println("signed off as " + role + " with key " + key.id() + ": " + written.file());
            return PASSED;
        } catch (UnusableKeyException unusable) {
            return end(USAGE, String.valueOf(unusable.getMessage()));
        } catch (IOException e) {
            return end(INFRASTRUCTURE, certificate + ": the sign-off cannot be written beside it: " + e + ".");
        }
    }

    private record Refused(int exitCode, String message) {}

    /** A sign-off that the reset would not take is better refused here, where its signer sits. */
    private Optional<Refused> unlessWanted(
            String role, String target, PublicKey key, CertificateFile.Whole certificate) {
        if (key.equals(certificate.signer())) {
            return refused("key " + key.id() + " signed the certificate itself, and two roles never share a key.");
        }
        Path file = suites.resolve("targets.yaml");
        if (!Files.exists(file)) {
            err.println("cleanslate: " + file + " is not there, so whether target \"" + target + "\" wants this key as "
                    + role + " could not be checked.");
            return Optional.empty();
        }
        Reading<Targets> reading = TargetsFile.read(file);
        if (reading instanceof Reading.Faulty<Targets> faulty) {
            return Optional.of(new Refused(
                    USAGE,
                    String.join(
                            "\n", faulty.faults().stream().map(Fault::toString).toList())));
        }
        Targets targets = ((Reading.Sound<Targets>) reading).value();
        Optional<Target> found = targets.find(target);
        if (found.isEmpty()) {
            return Optional.of(new Refused(USAGE, targets.unknown(target).toString()));
        }
        Map<String, List<String>> keys = found.get().trust().keys();
        if (role.equals(Target.Trust.REHEARSAL) || !keys.containsKey(role)) {
            return Optional.of(new Refused(
                    USAGE,
                    found.get().place() + ": target \"" + target + "\" asks no sign-off of role \"" + role
                            + "\". Its trusted-keys ask: "
                            + String.join(
                                    ", ",
                                    keys.keySet().stream()
                                            .filter(r -> !r.equals(Target.Trust.REHEARSAL))
                                            .toList())
                            + "."));
        }
        return keys.getOrDefault(role, List.of()).contains(key.text())
                ? Optional.empty()
                : refused(found.get().place() + ": your key " + key.id() + " is none of role \"" + role
                        + "\" of target \"" + target
                        + "\". If it should be, have it added under trusted-keys: " + key + ".");
    }

    private static Optional<Refused> refused(String message) {
        return Optional.of(new Refused(REFUSED, message));
    }

    private int end(int exitCode, String message) {
        err.println("cleanslate: " + message);
        return exitCode;
    }
}
