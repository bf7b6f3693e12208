package dev.cleanslate.rehearsal;

import org.jspecify.annotations.Nullable;

/** A backup cannot be taken, or one that is given is not good enough; the message says why and what would mend it. */
public final class BackupRefusedException extends RuntimeException {

    private static final String CONSEQUENCE = " No database was changed.";

    BackupRefusedException(String whatAndMend) {
        this(whatAndMend, null);
    }

    BackupRefusedException(String whatAndMend, @Nullable Throwable cause) {
        super(whatAndMend + CONSEQUENCE, cause);
    }
}
