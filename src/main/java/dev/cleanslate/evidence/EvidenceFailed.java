package dev.cleanslate.evidence;

/** Evidence cannot be written, so nothing may be committed: exit 4. */
public final class EvidenceFailed extends RuntimeException {

    EvidenceFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
