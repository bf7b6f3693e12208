package dev.cleanslate.session;

import dev.cleanslate.rehearsal.Backup;
import dev.cleanslate.run.Contents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A backup in words, for whoever decides at night whether it is the right one. */
final class RestoredFrom {

    private RestoredFrom() {}

    static List<String> words(Backup backup, Duration age, int serverMajor) {
        List<String> said = new ArrayList<>();
        said.add(String.format(
                Locale.ROOT,
                "Backup %s: %s%,d bytes, as of %s (%s ago)%s, SHA-256 %s.",
                backup.archive(),
                backup.contents()
                        .map(Contents::rows)
                        .map(rows -> String.format(Locale.ROOT, "%,d rows, ", rows))
                        .orElse(""),
                backup.bytes(),
                backup.takenAt(),
                words(age),
                backup.manifest()
                        .map(manifest -> String.format(Locale.ROOT, ", taken in %.1f s", manifest.millis() / 1000.0))
                        .orElse(""),
                backup.sha256()));
        backup.manifest()
                .filter(manifest -> manifest.serverMajor() < serverMajor)
                .ifPresent(manifest ->
                        said.add("It was taken of PostgreSQL " + manifest.serverMajor() + ", and this server is "
                                + serverMajor + ": what it holds is compared, how it behaves is for you to try."));
        if (backup.contents().isEmpty()) {
            said.add(
                    "Another program took it, so nobody wrote down what it holds: that all of it can be read is checked,"
                            + " what comes back is not.");
        }
        return said;
    }

    private static String words(Duration age) {
        long minutes = Math.max(0, age.toMinutes());
        return minutes < 1
                ? age.toSeconds() + " s"
                : minutes < 120 ? minutes + " min" : minutes < 48 * 60 ? minutes / 60 + " h" : minutes / 1440 + " days";
    }
}
