package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What backup is wanted.
 *
 * @param folder where it goes, in a folder of its own; made where it is missing
 * @param jobs how many tables are dumped at the same time
 * @param toKeep whether somebody may want it after the run; one that goes with the run is not packed, which saves the
 *     processor more than it costs the disk, where as much space as the database takes is asked for in any case
 * @param progress hears what is done as it is done, from more than one thread
 */
public record BackupRequest(
        DatabaseUrl source, ClientTools tools, Path folder, int jobs, boolean toKeep, Consumer<String> progress) {

    private static final int MOST_JOBS = 4;

    public BackupRequest {
        if (jobs < 1) {
            throw new IllegalArgumentException("a backup with " + jobs + " jobs was asked for; 1 is the least.");
        }
        folder = folder.toAbsolutePath().normalize();
    }

    /** Of a backup to keep. */
    public BackupRequest(DatabaseUrl source, ClientTools tools, Path folder, int jobs, Consumer<String> progress) {
        this(source, tools, folder, jobs, true, progress);
    }

    /** As many as this machine has processors, but no more than a server in use can well spare. */
    public static int usualJobs() {
        return Math.max(1, Math.min(MOST_JOBS, Runtime.getRuntime().availableProcessors()));
    }
}
