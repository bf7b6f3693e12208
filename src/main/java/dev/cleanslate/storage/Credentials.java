package dev.cleanslate.storage;

import java.util.Optional;

/** Who asks. What is secret is never shown. */
public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {

    @Override
    public String toString() {
        return "credentials of " + accessKey;
    }
}
