package dev.cleanslate.storage;

/** The object store refused, or did not answer. The message says which request, and holds no credential. */
public final class StorageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    StorageFailure(String message, String code) {
        super(message);
        this.code = code;
    }

    /** As the store spells it, such as {@code NoSuchKey}; empty where it never answered. */
    String code() {
        return code;
    }

    /** The store had no word for it, so it is not of one object, and ends the run. */
    boolean silent() {
        return code.isEmpty();
    }
}
