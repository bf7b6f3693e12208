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

    /** What likely mends it; {@code rights}: those that were asked for. */
    public String mend(String rights) {
        return switch (code) {
            case "" -> "look at \"endpoint\", at the network in between, and whether the store runs";
            case "AccessDenied", "403" ->
                "these credentials lack a right: " + rights + " (src/docs/storage.md, \"Permissions\")";
            case "InvalidAccessKeyId" ->
                "this store knows no such access key: look at the variable of access-key, and whether \"endpoint\" is"
                        + " the store that it is for";
            case "SignatureDoesNotMatch" ->
                "the secret key is not that of the access key, or \"region\" is not the store's: look at both";
            case "AuthorizationHeaderMalformed",
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "IllegalLocationConstraintException",
                    "301" -> "\"region\" or \"endpoint\" is that of another place: write the region of the bucket";
            case "NoSuchBucket", "404" -> "there is no bucket of that name there: look at \"bucket\" and \"endpoint\"";
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
                "these credentials have expired or are no good: get new ones";
            case "RequestTimeTooSkewed", "RequestExpired" ->
                "this machine's clock is not the store's: set it (timedatectl set-ntp true)";
            default -> "look up what the store means by " + code;
        };
    }

    /** It is not of one object: the store had no word for it, or one that goes for every other object too. */
    boolean ofAll() {
        return code.isEmpty() || OF_ALL.contains(code);
    }
}
