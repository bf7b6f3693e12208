package dev.cleanslate.storage;

import java.util.Set;

/** The object store refused, or did not answer. The message says which request, and holds no credential. */
public final class StorageFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Said of whoever asks, or of the whole bucket: the next request would be answered the same. */
    private static final Set<String> OF_ALL = Set.of(
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "AuthorizationHeaderMalformed",
            "RequestTimeTooSkewed",
            "RequestExpired",
            "NoSuchBucket");

    private final String code;

    StorageFailure(String message, String code) {
        super(message);
        this.code = code;
    }

    /** As the store spells it, such as {@code NoSuchKey}; empty where it never answered. */
    String code() {
        return code;
    }

    /** It is not of one object: the store had no word for it, or one that goes for every other object too. */
    boolean ofAll() {
        return code.isEmpty() || OF_ALL.contains(code);
    }
}
