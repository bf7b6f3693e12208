package dev.cleanslate.api;

/** A check speaks of something that the database does not have. */
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownNameException(String message) {
        super(message);
    }
}
