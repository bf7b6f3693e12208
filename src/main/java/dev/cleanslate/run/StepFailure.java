package dev.cleanslate.run;

/** Why a step is red, with the exit code this kind of trouble has before anything is committed. */
public final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public StepFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public StepFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public enum Kind {
        CHECK(1),
        USAGE(2),
        REFUSED(3),
        DATABASE(4),
        AFTER_COMMIT(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
