package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.CertificateMatch;
import dev.cleanslate.evidence.Certificates;
import dev.cleanslate.evidence.SignOffs;
import dev.cleanslate.plan.Precedent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.seal.OwnKey;
import dev.cleanslate.seal.PublicKey;
import dev.cleanslate.seal.SigningKey;
import dev.cleanslate.suite.Target.Trust;
import dev.cleanslate.suite.Tolerance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The certificate on whose strength a guarded target is reset: found before the plan is made, judged after. */
record Warrant(CertificateFile file) {

    /** The one that was named, else the newest of this target and suite; empty where there is none. */
    static Optional<Warrant> of(Workbench bench) {
        Optional<Path> named = bench.invocation.consent().certificate();
        if (named.isPresent()) {
            return named.map(CertificateFile::read).map(Warrant::new);
        }
        try {
            return Certificates.newest(bench.invocation.reports(), bench.target.name(), bench.suite.name())
                    .map(Warrant::new);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    bench.invocation.reports() + ": the certificates there cannot be read: " + e.getMessage(), e);
        }
    }

    /** The reset is to run what was rehearsed; whether the file may be believed is asked later. */
    Precedent precedent() {
        return file instanceof CertificateFile.Sound sound ? sound.certificate().precedent() : Precedent.NONE;
    }

    /** What a guarded reset is asked beside everything that any reset is. */
    static List<Condition> gates(Workbench bench) {
        Clock clock = bench.invocation.present().clock();
        List<Condition> gates = new ArrayList<>();
        gates.add(gate(bench, "The opt-in names this database", () -> Decision.requireName(bench)));
        gates.add(gate(
                bench,
                "A fresh certificate is of exactly this plan and database",
                () -> required(bench).requireFits(bench, clock)));
        bench.warrant()
                .filter(found -> found.file() instanceof CertificateFile.Sound)
                .ifPresent(found -> {
                    gates.add(gate(bench, "Who opts in knows how many rows go", () -> found.requireRowsTyped(bench)));
                    gates.add(gate(bench, "Everybody who must has signed", () -> found.requireSignOffs(bench, clock)));
                });
        return gates;
    }

    private static Condition gate(Workbench bench, String name, Runnable question) {
        return new Condition(name, bench.target.place(), false, open -> question.run());
    }

    static Warrant required(Workbench bench) {
        return bench.warrant()
                .orElseThrow(() -> refused("target \"" + bench.target.name()
                        + "\" is guarded: it is reset only on the strength of a fresh certificate of a rehearsal, and under "
                        + bench.invocation
                                .reports()
                                .resolve(bench.target.name())
                                .resolve(bench.suite.name())
                        + " there is none. Rehearse first: mvn verify -Dtarget=" + bench.target.name()
                        + " (rehearse --target " + bench.target.name()
                        + "), or name one with --certificate FILE. Nothing"
                        + " was changed."));
    }

    void requireFits(Workbench bench, Clock clock) {
        Fitting fitting = bench.fitting();
        CertificateMatch match = CertificateMatch.of(
                file,
                new CertificateMatch.Wanted(
                        bench.suite.name(),
                        bench.target.name(),
                        bench.target.guarded(),
                        fitting.suiteDigest(),
                        fitting.planDigest(),
                        fitting.schemaFingerprint(),
                        Certificate.Identity.of(bench.catalog().server()),
                        Version.current(),
                        clock.instant(),
                        Optional.of(bench.session().now()),
                        trusted(bench)));
        if (!match.fits()) {
            throw refused(match.message(file));
        }
        requireYoung(bench, clock);
        List<String> otherwise = sound().certificate().ranOtherwise(bench.plan());
        if (!otherwise.isEmpty()) {
            throw refused(file.file() + ": what was rehearsed cannot be run as it was: " + String.join("; ", otherwise)
                    + ". The database changed in a way that closes the one way or opens another. Rehearse again. Nothing was"
                    + " changed.");
        }
    }

    /** The target may have been given another limit since, or the certificate come from elsewhere. */
    private void requireYoung(Workbench bench, Clock clock) {
        Instant issued = sound().certificate().issuedAt();
        Duration most = bench.target.rehearsal().maxAge();
        Duration age = Duration.between(issued, clock.instant());
        if (age.compareTo(most) > 0) {
            throw refused(file.file() + ": this certificate does not open this reset:\n  Age: it was issued at "
                    + issued + ", "
                    + age.toMinutes() + " minutes ago, and target \"" + bench.target.name()
                    + "\" takes none older than "
                    + most.toMinutes() + " minutes (rehearsal: max-age).\nRehearse again. Nothing was changed.");
        }
    }

    /** Where a terminal is attached the number is asked for at the point of no return instead. */
    void requireRowsTyped(Workbench bench) {
        Optional<String> typed = bench.invocation.consent().rows();
        if (typed.isEmpty() && bench.invocation.present().prompt().isPresent()) {
            return;
        }
        rows(bench).unlessTyped(typed).ifPresent(objection -> {
            throw refused(objection);
        });
    }

    void requireSignOffs(Workbench bench, Clock clock) {
        try {
            List<String> missing = SignOffs.missing(
                    bench.target.trust().keys(),
                    Trust.REHEARSAL,
                    sound(),
                    SignOffs.beside(file.file()),
                    clock.instant());
            if (!missing.isEmpty()) {
                throw refused(String.join("\n", missing) + " Nothing was changed.");
            }
        } catch (IOException e) {
            throw refused(file.file() + ": whether there are sign-offs beside it cannot be seen: " + e.getMessage()
                    + ". Nothing was changed.");
        }
    }

    ForetoldRows rows(Workbench bench) {
        return new ForetoldRows(
                sound().certificate().rowsThatGo(),
                bench.target.trust().tolerance().orElse(Tolerance.NONE));
    }

    /** What went of each table in the rehearsal; empty where the file cannot be believed. */
    Optional<Map<String, Foretold.Outcome>> foretold() {
        if (!(file instanceof CertificateFile.Sound sound)) {
            return Optional.empty();
        }
        Map<String, Foretold.Outcome> tables = new HashMap<>();
        sound.certificate().tables().stream()
                .filter(Certificate.Table::measured)
                .forEach(table -> tables.put(table.name(), new Foretold.Outcome(table.before(), table.removed())));
        return Optional.of(tables);
    }

    private CertificateFile.Sound sound() {
        return (CertificateFile.Sound) file;
    }

    static Set<PublicKey> trusted(Workbench bench) {
        Set<PublicKey> trusted = new HashSet<>();
        new OwnKey(bench.invocation.environment(), bench.events()::note)
                .ifThere()
                .map(SigningKey::publicKey)
                .ifPresent(trusted::add);
        bench.target.trust().rehearsalKeys().forEach(key -> PublicKey.parse(key).ifPresent(trusted::add));
        return trusted;
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message);
    }
}
