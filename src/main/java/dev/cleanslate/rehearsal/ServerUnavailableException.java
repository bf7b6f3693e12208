package dev.cleanslate.rehearsal;

import org.jspecify.annotations.Nullable;

/** No throwaway server could be had; the message says why and what would mend it. */
public final class ServerUnavailableException extends RuntimeException {

    private static final String CONSEQUENCE = " No server was started and no database was touched.";
    private static final String REMOVED = " What was started for it is gone again, and no database was touched.";

    private final String reason;

    ServerUnavailableException(String whatAndMend) {
        this(whatAndMend, null);
    }

    ServerUnavailableException(String whatAndMend, @Nullable Throwable cause) {
        this(whatAndMend, CONSEQUENCE, cause);
    }

    private ServerUnavailableException(String reason, String consequence, @Nullable Throwable cause) {
        super(reason + consequence, cause);
        this.reason = reason;
    }

    /** Found out on the server itself, once it was up. */
    static ServerUnavailableException unfit(String whatAndMend, @Nullable Throwable cause) {
        return new ServerUnavailableException(whatAndMend, REMOVED, cause);
    }

    /** The message without what followed from it. */
    String reason() {
        return reason;
    }
}
