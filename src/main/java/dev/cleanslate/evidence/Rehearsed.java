package dev.cleanslate.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate says that the record of the run does not know. {@code database} is the one that was backed up, not
 * its copy; a clone has no backup.
 */
public record Rehearsed(
        Certificate.Identity database,
        Optional<Certificate.Backup> backup,
        Certificate.Copy copy,
        List<Certificate.Phase> phases,
        Duration validFor) {

    public Rehearsed {
        phases = List.copyOf(phases);
        if (validFor.isNegative() || validFor.isZero()) {
            throw new IllegalArgumentException("A certificate is valid for some time, not for " + validFor + ".");
        }
    }
}
