package dev.cleanslate.rehearsal;

import org.jspecify.annotations.Nullable;

/** Taking a backup or putting one back broke off; the message quotes what the program at work said, without secrets. */
public final class BackupFailedException extends RuntimeException {

    BackupFailedException(String message) {
        this(message, null);
    }

    BackupFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
