package dev.cleanslate.rehearsal;

import java.io.IOException;

/**
 * A backup of ours that nobody has asked to keep yet: it goes when this JVM is killed, since whoever kills a rehearsal does
 * not look for a copy of all their data. Ended when it becomes the way back, or when it was deleted.
 */
public final class Custody {

    private final Watch watch;

    private Custody(Watch watch) {
        this.watch = watch;
    }

    public static Custody of(Backup backup) {
        try {
            return new Custody(Watch.over(backup.archive().resolveSibling(".").normalize()));
        } catch (IOException e) {
            throw new BackupFailedException(
                    "The backup " + backup.archive() + " was taken, but nothing can be started that would delete it"
                            + " should this run be killed: " + e + ". Delete it. No database was changed.",
                    e);
        }
    }

    /** From now on the backup stays, however this JVM ends. */
    public void end() {
        watch.dismiss();
    }
}
