package dev.cleanslate.postgres;

/** A database URL, or what the environment adds to it, cannot be used. The message never holds a part of a password. */
public final class UnusableUrlException extends RuntimeException {

    UnusableUrlException(String message) {
        super(message);
    }
}
