package dev.cleanslate.evidence;

/** What was asked of a run's folder is not done, and nothing was written. */
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Refused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
