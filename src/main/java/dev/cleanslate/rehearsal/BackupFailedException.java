package dev.cleanslate.rehearsal;

/** A backup could not be taken, is not what it should be, or could not be put back. */
public final class BackupFailedException extends RuntimeException {

    BackupFailedException(String message) {
        super(message);
    }

    BackupFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
