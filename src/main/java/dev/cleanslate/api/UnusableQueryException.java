package dev.cleanslate.api;

/** A check asked for what a check cannot have. The message holds no value of a row. */
public final class UnusableQueryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableQueryException(String message) {
        super(message);
    }
}
