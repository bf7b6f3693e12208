package dev.cleanslate.rehearsal;

import dev.cleanslate.run.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup that was looked at and found whole.
 *
 * @param archive what pg_restore or psql is given: a folder or a file
 * @param takenAt the instant whose content it holds
 * @param sha256 over all of it, see src/docs/backups.md
 * @param took how long it took to take; zero of one that was given
 * @param manifest what was known of the source as of that instant; none of one that another program took
 */
public record Backup(
        Path archive,
        Format format,
        Instant takenAt,
        long bytes,
        String sha256,
        Duration took,
        Optional<Manifest> manifest) {

    /** How pg_dump wrote it. */
    public enum Format {
        DIRECTORY,
        CUSTOM,
        PLAIN,
        PLAIN_GZIPPED;

        boolean plain() {
            return this == PLAIN || this == PLAIN_GZIPPED;
        }
    }

    /**
     * Dumps the database and takes its content's fingerprints as of the same snapshot.
     *
     * @throws BackupRefusedException before anything was dumped, for want of space, rights or a fitting pg_dump
     * @throws BackupFailedException when it broke off; nothing of it is left then
     */
    public static Backup take(BackupRequest request) {
        return new BackupTaking(request).take();
    }

    /**
     * Checks a backup that is there already, to its last byte.
     *
     * @throws BackupRefusedException when it is not good enough, saying what is wrong with it
     */
    public static Backup given(GivenRequest request) {
        return new GivenBackup(request).check();
    }

    /**
     * Checks a backup that is to be put back: the same, but what the database has become since is no objection.
     *
     * @param from the database that it may be of, where that is another than this one
     * @throws BackupRefusedException when it is not good enough, or of another database
     */
    public static Backup toPutBack(GivenRequest request, Optional<String> from) {
        return new GivenBackup(request).checkToPutBack(from);
    }

    /** How many bytes of backups this process is taking into that folder are there by now. */
    public static long writtenSoFar(Path folder) {
        return BackupFolder.written(folder);
    }

    /** Deletes what {@link #take} made. */
    public void discard() {
        try {
            Folders.delete(archive.resolveSibling(".").normalize());
        } catch (IOException left) {
            return;
        }
    }

    public Optional<Contents> contents() {
        return manifest.map(Manifest::contents);
    }
}
