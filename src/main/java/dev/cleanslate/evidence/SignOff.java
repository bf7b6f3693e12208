package dev.cleanslate.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sign-off without its seal: who answers, in which role, for exactly which certificate. {@code certificate} is the
 * SHA-256 of its file.
 */
public record SignOff(
        String schema,
        String role,
        String target,
        String suite,
        String run,
        String certificate,
        @Nullable String name,
        Instant signedAt) {

    public static final String SCHEMA = "cleanslate.sign-off/1";
}
