package dev.cleanslate.rehearsal;

import dev.cleanslate.run.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup that was read to its end and is whole. {@code contents} are those of the database at the very moment it shows;
 * of a backup that somebody else took nobody knows them.
 */
public record Backup(
        Path place,
        Format format,
        String sha256,
        long bytes,
        Instant takenAt,
        Duration took,
        ClientTools tools,
        Optional<Contents> contents) {

    public enum Format {
        DIRECTORY,
        CUSTOM,
        PLAIN
    }

    Backup at(Path other) {
        return new Backup(other, format, sha256, bytes, takenAt, took, tools, contents);
    }

    /** Deletes the folder that it was taken into; of a backup that somebody else took nothing. */
    public void discard() {
        if (contents.isEmpty()) {
            return;
        }
        try {
            Folders.delete(place.resolveSibling(".").normalize());
        } catch (IOException left) {
            return;
        }
    }

    public Duration age(Instant now) {
        return Duration.between(takenAt, now);
    }
}
