package dev.cleanslate.seal;

/** A signing key that cannot be read, made or trusted to be secret; the message never holds a part of it. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
        super(message);
    }

    UnusableKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
