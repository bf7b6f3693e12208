package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.HandOverTicks;
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

    private static final String ALL = "all";
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
        return sign(role, target, certificate, name, List.of());
    }

    /** With {@code items}, these of the hand-over are ticked, and nothing is accepted by it; {@code all}: all of the role. */
    public int sign(String role, String target, Path certificate, Optional<String> name, List<String> items) {
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
            if (!items.isEmpty()) {
                return tick(role, sound, name, items);
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

    private int tick(String role, CertificateFile.Whole certificate, Optional<String> name, List<String> items)
            throws IOException {
        if (!(certificate instanceof CertificateFile.OfRun handOff)
                || !handOff.said().handsOff()) {
            return end(
                    USAGE,
                    certificate.file() + ": this is the certificate of a "
                            + certificate.said().kind()
                            + ", and only that of a hand-off (certify) has items to tick. Nothing was signed.");
        }
        List<String> open = HandOverTicks.open(handOff, role);
        List<String> ticked = items.equals(List.of(ALL)) ? open : items;
        List<String> unknown =
                ticked.stream().filter(item -> !open.contains(item)).toList();
        if (!unknown.isEmpty() || ticked.isEmpty()) {
            return end(
                    USAGE,
                    certificate.file() + ": the hand-over of run "
                            + handOff.said().run() + " has no open item "
                            + (unknown.isEmpty() ? "" : "\"" + String.join("\", \"", unknown) + "\" ") + "for role \""
                            + role + "\". "
                            + (open.isEmpty()
                                    ? "It has none for this role."
                                    : "Open for it: \"" + String.join("\", \"", open)
                                            + "\"; --tick all ticks them all.")
                            + " Nothing was signed.");
        }
        Path written = HandOverTicks.tick(handOff, role, ticked, name, own.orMake(), now);
        ticked.forEach(item -> out.println("ticked as " + role + ": " + item));
        out.println("signed with key " + own.orMake().publicKey().id() + ": " + written
                + ". The next certify counts it; report draws it now.");
        return PASSED;
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
