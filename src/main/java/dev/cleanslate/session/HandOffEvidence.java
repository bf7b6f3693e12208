package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.PastReset;
import dev.cleanslate.evidence.RunCertificate;
import dev.cleanslate.evidence.Verification;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.session.HandOff.Rests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What earlier runs left: the reset that is certified, and the rehearsal that it went by. It is cited, not repeated. */
final class HandOffEvidence {

    private static final int TOLD = 3;

    private final Workbench bench;
    private final HandOff handOff;

    HandOffEvidence(Workbench bench, HandOff handOff) {
        this.bench = bench;
        this.handOff = handOff;
    }

    Rests onRecord() {
        PastReset reset = find();
        handOff.reset(reset);
        ServerFacts server = bench.catalog().server();
        if (!reset.systemIdentifier().equals(server.systemIdentifier())
                || !reset.database().equals(server.database())) {
            throw check("reset " + reset.run() + " is of database \"" + reset.database() + "\" on server "
                    + reset.systemIdentifier() + ", and this is \"" + server.database() + "\" on "
                    + server.systemIdentifier()
                    + ". Is this a copy, or another server? Certify the database that was reset.");
        }
        if (!reset.passed()) {
            throw check("reset " + reset.run() + " is committed, and it did not pass: " + reset.message()
                    + " Do what it left undone and have it checked by another reset, or restore and begin again.");
        }
        return Rests.done("reset " + reset.run() + ", ended " + reset.at());
    }

    private PastReset find() {
        Optional<Path> named = bench.invocation.certified();
        Path reports = bench.invocation.reports();
        try {
            Optional<PastReset> found = named.isPresent()
                    ? PastReset.of(named.get())
                    : PastReset.newest(reports, bench.target.name(), bench.suite.name());
            return found.orElseThrow(() -> named.isPresent()
                    ? new StepFailure(
                            StepFailure.Kind.USAGE,
                            named.get() + ": this is not the folder of a reset that was committed. Name one with --run"
                                    + " FOLDER, <reports>/<target>/<suite>/<run id>, or leave it out for the newest.")
                    : check("no reset of suite \"" + bench.suite.name() + "\" on target \"" + bench.target.name()
                            + "\" is on record under "
                            + reports.resolve(bench.target.name()).resolve(bench.suite.name())
                            + ". Reset it first (mvn verify -Dtarget=" + bench.target.name() + " -Dreset.execute="
                            + Decision.name(bench) + "); if its record is elsewhere, name it with --run FOLDER or"
                            + " --reports DIR."));
        } catch (IOException e) {
            throw check(e.getMessage() + ". verify says what was changed; take it from its archive.");
        }
    }

    /** A backup that was put back later undoes the reset, and a later reset is the one to certify. */
    Rests nothingSince() {
        PastReset reset = handOff.reset();
        try {
            List<String> since = PastReset.since(bench.invocation.reports(), bench.target.name(), reset);
            if (!since.isEmpty()) {
                throw check("after reset " + reset.run() + " came " + String.join(", ", since)
                        + ". What is certified has to be the last that was done: reset again, or certify that run; a record"
                        + " that cannot be read has to come back from its archive first.");
            }
        } catch (IOException e) {
            throw check("whether anything was done since cannot be read: " + e.getMessage() + ".");
        }
        return Rests.done("no later reset or restore is on record");
    }

    /** What a waiver needs is an edit of the suite, so this stands in nobody's way; a lost protection does, elsewhere. */
    Rests sameSuite() {
        PastReset reset = handOff.reset();
        return handOff.sameSuite()
                ? Rests.done("byte for byte, SHA-256 " + start(reset.suiteDigest()))
                : Rests.open("the suite was changed since reset " + reset.run() + ": its SHA-256 was "
                        + start(reset.suiteDigest()) + "… then, and is "
                        + start(bench.fitting().suiteDigest())
                        + "… now. Checks, protections and waivers are asked as they are now; whoever accepts should see"
                        + " what was changed");
    }

    Rests ofReset() {
        PastReset reset = handOff.reset();
        requireWhole(reset.folder());
        Path file = reset.folder().resolve(Certificate.NAME);
        if (!(CertificateFile.read(file) instanceof CertificateFile.OfRun signed)) {
            throw check("nothing of reset " + reset.run() + " is signed: " + file
                    + " is not there, or is no certificate of a reset. A reset that passes to its end leaves one.");
        }
        RunCertificate said = signed.said();
        if (!said.kind().equals(RunCertificate.RESET)
                || !said.run().equals(reset.run())
                || !said.target().equals(bench.target.name())
                || !said.suite().equals(bench.suite.name())
                || !said.database()
                        .sameAs(Certificate.Identity.of(bench.catalog().server()))) {
            throw check(file + " is of another run, target, suite or database: " + said.kind() + " " + said.run()
                    + " of suite " + said.suite() + " for target " + said.target() + ", " + said.database() + ".");
        }
        requireTrusted(signed);
        handOff.rests(signed.link());
        return Rests.done("record, journal and files as they were signed, key "
                + signed.signer().id());
    }

    Rests ofRehearsal() {
        PastReset reset = handOff.reset();
        Optional<PastReset.Rehearsal> rehearsal = reset.rehearsal();
        if (rehearsal.isEmpty()) {
            return Rests.open("the reset was made without a rehearsal (--no-rehearsal); whoever accepts should know");
        }
        String run = rehearsal.get().run();
        Path folder = reset.folder().toAbsolutePath().normalize().resolveSibling(run);
        CertificateFile read = CertificateFile.read(folder.resolve(Certificate.NAME));
        if (read instanceof CertificateFile.Unsound flaw) {
            throw check(flaw.file() + ", the certificate of the rehearsal that the reset went by: " + flaw.sentence()
                    + ". Take it from its archive.");
        }
        CertificateFile.Whole signed = (CertificateFile.Whole) read;
        if (!signed.digest().equals(rehearsal.get().certificate())) {
            throw check(signed.file() + " is not the certificate that reset " + reset.run()
                    + " went by: it was replaced. Take that one from its archive.");
        }
        requireWhole(folder);
        requireTrusted(signed);
        handOff.rests(signed.link());
        return Rests.done(
                "rehearsal " + run + ", as signed with key " + signed.signer().id());
    }

    Rests smoke() {
        PastReset reset = handOff.reset();
        List<String> red = reset.smoke().stream()
                .filter(smoke -> !smoke.status().equals("passed"))
                .map(smoke -> "\"" + smoke.name() + "\" " + smoke.status())
                .toList();
        if (!red.isEmpty()) {
            throw check("in reset " + reset.run() + ": " + String.join(", ", red) + ".");
        }
        return reset.smoke().isEmpty()
                ? Rests.open("the suite has no smoke tests: somebody has to try the application")
                : Rests.done(reset.smoke().size() + " passed in reset " + reset.run());
    }

    static void requireWhole(Path folder) {
        List<String> broken = new ArrayList<>();
        Verification found = Verification.of(folder, Optional.empty());
        found.stranger().ifPresent(broken::add);
        found.items().stream()
                .filter(item -> !item.holds())
                .forEach(item -> broken.add(item.subject() + ": " + item.sentence()));
        if (!broken.isEmpty()) {
            throw check(folder + " does not hold together: "
                    + broken.stream().limit(TOLD).collect(Collectors.joining(" "))
                    + (broken.size() > TOLD ? " And " + (broken.size() - TOLD) + " more; verify lists them." : "")
                    + " Take it from its archive.");
        }
    }

    private void requireTrusted(CertificateFile.Whole signed) {
        if (!Warrant.trusted(bench).contains(signed.signer())) {
            throw check(signed.file() + " is signed by key " + signed.signer().id()
                    + ", which is neither this machine's own nor among the target's trusted-keys: rehearsal. Certify where"
                    + " the reset was made, or, if you know whose key it is, add " + signed.signer() + ".");
        }
    }

    private static String start(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }

    private static StepFailure check(String message) {
        return new StepFailure(StepFailure.Kind.CHECK, message);
    }
}
