package dev.cleanslate.storage;

/** Objects were left alone because a rule of ours says so. The message is whole, and says that nothing was taken. */
public final class NotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotTaken(String message) {
        super(message);
    }
}
