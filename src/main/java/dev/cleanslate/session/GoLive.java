package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.Certificates;
import dev.cleanslate.evidence.PastReset;
import dev.cleanslate.evidence.RunCertificate;
import dev.cleanslate.evidence.SignOffFile;
import dev.cleanslate.evidence.SignOffs;
import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Certification;
import dev.cleanslate.run.Commit;
import dev.cleanslate.run.DatabaseGates;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Target.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Marks a database as live, on the strength of certificates that are fresh and signed by everybody who must. */
final class GoLive extends BenchAround {

    private final Workbench bench;
    private final List<CertificateFile.OfRun> certificates = new ArrayList<>();
    private boolean committed;

    GoLive(Workbench bench) {
        super(bench);
        this.bench = bench;
    }

    List<Step> steps() {
        return List.of(
                step(Stage.PREFLIGHT, "connect", "The database can be reached, directly", this::connect),
                step(Stage.PREFLIGHT, "catalog", "The catalog is read", () -> Preflight.readCatalog(bench)),
                step(Stage.DECISION, "one-operator", "Nobody else resets it", () -> Preflight.lock(bench)),
                step(Stage.DECISION, "opt-in", "The opt-in names this database", this::optIn),
                step(Stage.DECISION, "identity", "The marker says that it is the one that is meant", () -> identity()),
                step(
                        Stage.DECISION,
                        "certificate",
                        "A fresh certificate says that it can be handed over",
                        () -> suites().forEach(this::certificate)),
                step(
                        Stage.DECISION,
                        "sign-offs",
                        "Everybody who must has signed",
                        () -> certificates.forEach(this::signOffs)),
                step(
                        Stage.DECISION,
                        "hand-over",
                        "What people had to do is ticked",
                        () -> certificates.forEach(signed -> new HandOverTicked(bench, signed).require())),
                step(Stage.RESTART, "live", "The database is marked as live", this::mark));
    }

    @Override
    public boolean committed() {
        return committed;
    }

    private Step step(Stage stage, String id, String name, Runnable body) {
        return new Step(stage, id, name, bench.suite.place(), Step.Kind.WORK, d -> body.run());
    }

    private void connect() {
        Preflight.connect(bench, false);
        if (bench.target.requireTls()) {
            new DatabaseGates(bench.session()).encrypted();
        }
        if (bench.session().pooled()) {
            throw refused("between here and the server stands a pooler in transaction mode. "
                    + bench.session().poolerHint().orElse("Give the direct URL of the server."));
        }
    }

    private void optIn() {
        String database = bench.catalog().server().database();
        Optional<String> given = bench.invocation.execute();
        if (given.isEmpty()) {
            throw refused("not marked as live: add --execute " + Decision.name(bench)
                    + " to say that nothing is ever to reset or restore database " + database + " again.");
        }
        Decision.requireNamed(bench.target, database, given.get());
    }

    private void identity() {
        Identity identity = Identity.of(
                bench.session(),
                bench.invocation.url().isPresent() ? Optional.empty() : Optional.of(bench.target.name()));
        switch (identity.state()) {
            case MATCHES -> {}
            case ABSENT -> throw refused(identity.said() + ". Mark it first: " + Marking.command(bench.target) + ".");
            case COPY, FOREIGN, LIVE, UNREADABLE -> throw refused(identity.sentence() + ".");
        }
    }

    /** A database is live for all of the applications in it. */
    private List<String> suites() {
        List<String> all = bench.target.suites().stream().map(Mention::name).toList();
        return all.isEmpty() ? List.of(bench.suite.name()) : all;
    }

    private void certificate(String suite) {
        Path reports = bench.invocation.reports();
        try {
            Optional<Path> named = bench.invocation.consent().certificate();
            CertificateFile file = (named.isPresent() && isOf(CertificateFile.read(named.get()), suite)
                            ? named.map(CertificateFile::read)
                            : Certificates.newestHandOff(reports, bench.target.name(), suite))
                    .orElseThrow(() -> refused("no certificate of a hand-off of suite \"" + suite + "\" is under "
                            + reports.resolve(bench.target.name()).resolve(suite)
                            + ". Certify first: mvn verify -Dtarget=" + bench.target.name()
                            + " -Pcertify (certify --target " + bench.target.name() + ")."));
            if (!(file instanceof CertificateFile.OfRun signed)) {
                throw refused(file.file() + ": "
                        + (file instanceof CertificateFile.Unsound flaw
                                ? flaw.sentence()
                                : "this is the certificate of a rehearsal, not of a hand-off")
                        + ". Certify again.");
            }
            require(signed, suite);
            Optional<PastReset> reset = PastReset.newest(reports, bench.target.name(), suite);
            if (reset.filter(r -> signed.said().chain().stream()
                            .anyMatch(link -> link.run().equals(r.run())))
                    .isEmpty()) {
                throw refused(file.file() + " is not of the newest reset of suite \"" + suite + "\""
                        + reset.map(r -> ", which is " + r.run()).orElse("") + ". Certify again.");
            }
            List<String> since = PastReset.since(reports, bench.target.name(), reset.get());
            if (!since.isEmpty()) {
                throw refused("since then came " + String.join(", ", since) + ". Certify again.");
            }
            List<String> refused = Certificates.refusedSince(
                    reports, bench.target.name(), suite, signed.said().run());
            if (!refused.isEmpty()) {
                throw refused("it was not certified any more by " + String.join(", ", refused) + ", which may be after "
                        + signed.said().run() + ". Mend what stood in the way there, and certify again.");
            }
            certificates.add(signed);
        } catch (IOException e) {
            throw refused("what was certified cannot be read: " + e.getMessage() + ".");
        }
    }

    /** One that was named is meant for its own suite; what is no whole certificate is told as it is. */
    private boolean isOf(CertificateFile named, String suite) {
        return !(named instanceof CertificateFile.Whole whole)
                || suites().size() == 1
                || whole.said().suite().equals(suite);
    }

    private void require(CertificateFile.OfRun signed, String suite) {
        RunCertificate said = signed.said();
        String file = signed.file() + ": ";
        if (!said.kind().equals(RunCertificate.HAND_OFF)
                || Certification.NOT_CERTIFIED.equals(Objects.requireNonNullElse(said.verdict(), ""))) {
            throw refused(file + "this is the certificate of a " + said.kind() + ", not of a hand-off. Certify first.");
        }
        if (!said.target().equals(bench.target.name())
                || !said.suite().equals(suite)
                || !said.database()
                        .sameAs(Certificate.Identity.of(bench.catalog().server()))) {
            throw refused(file + "it is of suite " + said.suite() + " for target " + said.target() + ", "
                    + said.database() + ", and not of this one.");
        }
        if (!Warrant.trusted(bench).contains(signed.signer())) {
            throw refused(file + "key " + signed.signer().id()
                    + " is neither this machine's own nor among the target's trusted-keys: rehearsal.");
        }
        requireInTime(signed);
        Path folder = Objects.requireNonNull(signed.file().toAbsolutePath().getParent());
        Verification.ofChain(List.of(folder), Optional.empty(), Optional.empty()).items().stream()
                .filter(item -> !item.holds())
                .findFirst()
                .ifPresent(item -> {
                    throw refused(folder + ": " + item.subject() + ": " + item.sentence() + " Certify again.");
                });
    }

    /** By this machine's clock and by the server's, which few can turn as well. */
    private void requireInTime(CertificateFile.OfRun signed) {
        RunCertificate said = signed.said();
        String file = signed.file() + ": ";
        Instant here = bench.invocation.present().clock().instant();
        Instant there = bench.session().now();
        Instant latest = here.isAfter(there) ? here : there;
        Instant earliest = here.isAfter(there) ? there : here;
        Duration most = bench.target.rehearsal().maxAge();
        if (Duration.between(said.issuedAt(), latest).compareTo(most) > 0
                || Duration.between(earliest, said.issuedAt()).toMinutes() > 5) {
            throw refused(file + "it was issued at " + said.issuedAt() + ", it is " + here + " here and " + there
                    + " at the server, and target \"" + bench.target.name() + "\" takes none older than "
                    + most.toMinutes() + " minutes (rehearsal: max-age). Certify again.");
        }
        String today = LocalDate.ofInstant(latest, ZoneOffset.UTC).toString();
        said.waivers().stream()
                .filter(waiver -> waiver.expires().compareTo(today) < 0)
                .findFirst()
                .ifPresent(waiver -> {
                    throw refused(file + "the waiver of " + waiver.finding() + " by " + waiver.owner() + " ended on "
                            + waiver.expires() + ". Certify again.");
                });
    }

    private void signOffs(CertificateFile.OfRun signed) {
        try {
            List<SignOffFile> beside = SignOffs.beside(signed.file());
            List<String> missing = SignOffs.missing(
                    bench.target.trust().keys(),
                    Trust.REHEARSAL,
                    signed,
                    beside,
                    bench.invocation.present().clock().instant());
            if (!missing.isEmpty()) {
                throw refused(String.join("\n", missing));
            }
            beside.stream()
                    .filter(SignOffFile.Sound.class::isInstance)
                    .map(SignOffFile.Sound.class::cast)
                    .filter(one -> isAsked(one, signed))
                    .forEach(one -> bench.events()
                            .note("Accepted by role " + one.signOff().role()
                                    + Optional.ofNullable(one.signOff().name())
                                            .map(name -> " (" + name + ")")
                                            .orElse("")
                                    + " at " + one.signOff().signedAt() + ", key "
                                    + one.signer().id() + "."));
        } catch (IOException e) {
            throw refused(
                    signed.file() + ": whether there are sign-offs beside it cannot be seen: " + e.getMessage() + ".");
        }
    }

    /** Anybody can put a file there: told are those of a role and a key that the target knows. */
    private boolean isAsked(SignOffFile.Sound one, CertificateFile.OfRun signed) {
        return one.signOff().certificate().equals(signed.digest())
                && bench.target
                        .trust()
                        .keys()
                        .getOrDefault(one.signOff().role(), List.of())
                        .contains(one.signer().text());
    }

    private void mark() {
        PgSession session = bench.session();
        session.begin(Isolation.READ_COMMITTED, false);
        // Whoever marked it meanwhile did not ask for the lock that this run holds.
        identity();
        Marker.goLive(session);
        bench.session(new Commit(bench.events(), () -> PgSession.open(bench.url(), "cleanslate doubt")).of(session));
        committed = true;
        certificates.forEach(signed -> bench.events()
                .note("Live on the strength of hand-off " + signed.said().run() + ", certificate " + signed.digest()
                        + "."));
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
