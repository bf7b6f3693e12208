package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.evidence.Certificates;
import dev.cleanslate.evidence.SignOff;
import dev.cleanslate.evidence.SignOffFile;
import dev.cleanslate.evidence.SignOffs;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Target.Trust;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Tells the record of a reset which rehearsal it goes by, and who signed that off. */
final class WentBy {

    /** What comes before the rehearsal itself, such as its own connection, is not to be compared with anything. */
    private static final Set<String> ITS_OWN = Set.of(Stage.PREFLIGHT.word(), Stage.BACKUP.word());

    private WentBy() {}

    /** Once nothing stands against the reset any more. What cannot be read is left out; the gates have judged it. */
    static void tell(Workbench bench) {
        of(bench).ifPresent(sound -> {
            try {
                bench.events()
                        .tell(event(
                                sound,
                                SignOffs.approved(
                                        bench.target.trust().keys(),
                                        Trust.REHEARSAL,
                                        sound,
                                        SignOffs.beside(sound.file()),
                                        bench.invocation.present().clock().instant())));
            } catch (IOException e) {
                unreadable(bench, e);
            }
        });
    }

    /** The certificate of the rehearsal that this reset goes by. */
    static Optional<CertificateFile.Sound> of(Workbench bench) {
        try {
            Optional<CertificateFile> file = bench.warrant().isPresent()
                    ? bench.warrant().map(Warrant::file)
                    : Certificates.newest(bench.invocation.reports(), bench.target.name(), bench.suite.name());
            return file.filter(CertificateFile.Sound.class::isInstance)
                    .map(CertificateFile.Sound.class::cast)
                    .filter(sound -> sound.certificate()
                            .planDigest()
                            .equals(bench.fitting().planDigest()))
                    .filter(sound -> foretold(sound).equals(bench.foretold().map(Foretold::tables)));
        } catch (IOException e) {
            unreadable(bench, e);
            return Optional.empty();
        }
    }

    private static void unreadable(Workbench bench, IOException e) {
        bench.events().note("The certificate of the rehearsal cannot be read: " + e.getMessage());
    }

    /** Of an older rehearsal of the same plan, most likely other rows went. */
    private static Optional<Map<String, Foretold.Outcome>> foretold(CertificateFile.Sound sound) {
        return new Warrant(sound).foretold();
    }

    private static RunEvent.Rehearsed event(CertificateFile.Sound sound, List<SignOffFile.Sound> signOffs) {
        Certificate certificate = sound.certificate();
        return new RunEvent.Rehearsed(
                certificate.run(),
                sound.digest(),
                sound.signer().id(),
                certificate.issuedAt(),
                certificate.expiresAt(),
                certificate.copy().server(),
                certificate.steps().stream()
                        .filter(step ->
                                !ITS_OWN.contains(step.stage()) && !step.id().startsWith("proof-"))
                        .map(step -> new RunEvent.Rehearsed.StepTime(step.id(), step.millis()))
                        .toList(),
                certificate.tables().stream()
                        .filter(Certificate.Table::measured)
                        .map(table -> new RunEvent.Rehearsed.TableRows(table.name(), table.before(), table.removed()))
                        .toList(),
                signOffs.stream().map(WentBy::signed).toList());
    }

    private static RunEvent.Rehearsed.Signed signed(SignOffFile.Sound file) {
        SignOff signOff = file.signOff();
        return new RunEvent.Rehearsed.Signed(
                signOff.role(),
                Objects.requireNonNullElse(signOff.name(), ""),
                file.signer().id(),
                signOff.signedAt());
    }
}
