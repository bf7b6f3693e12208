package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.CertificateFile;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a runbook is drawn from. {@code rehearsal} is the certificate of the last one, sound or not; {@code sameSuite}:
 * whether the suite is still that one's; {@code start} is when the reset shall begin; {@code drawn} is now.
 */
public record Matter(
        Suite suite,
        Target target,
        Ground ground,
        Optional<CertificateFile> rehearsal,
        boolean sameSuite,
        Optional<ZonedDateTime> start,
        Instant drawn,
        String tool) {

    /** The rehearsal of this suite on this target. What any other took, or which database it was of, says nothing here. */
    Optional<CertificateFile.Sound> own() {
        return rehearsal
                .filter(CertificateFile.Sound.class::isInstance)
                .map(CertificateFile.Sound.class::cast)
                .filter(sound -> sound.certificate().target().equals(target.name())
                        && sound.certificate().suite().equals(suite.name()));
    }

    /** Whether it knows times and rows. */
    public boolean rehearsed() {
        return own().isPresent();
    }

    /**
     * Where commands find what they need. {@code suiteWord}: what names the suite where the target alone does not; {@code
     * folder}: where the runs of target and suite are.
     */
    public record Ground(Path suites, Path reports, List<Path> classPath, Optional<String> suiteWord, Path folder) {

        public static final Path USUAL_SUITES = Path.of("suites");
        public static final Path USUAL_REPORTS = Path.of("reports");

        public Ground {
            classPath = List.copyOf(classPath);
        }
    }
}
