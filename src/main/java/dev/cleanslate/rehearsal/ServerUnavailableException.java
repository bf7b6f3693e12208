package dev.cleanslate.rehearsal;

import org.jspecify.annotations.Nullable;

/** No throwaway server could be had; the message says why and what would mend it. */
public final class ServerUnavailableException extends RuntimeException {

    private static final String CONSEQUENCE = " No server was started and no database was touched.";

    ServerUnavailableException(String whatAndMend) {
        this(whatAndMend, null);
    }

    ServerUnavailableException(String whatAndMend, @Nullable Throwable cause) {
        super(whatAndMend + CONSEQUENCE, cause);
    }
}
