package dev.cleanslate.seal;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an application stores in place of a password, as far as its format is one that is known. */
public sealed interface PasswordHash permits Argon2Hash, BcryptHash, CryptHash, Pbkdf2Hash, PlainHash, ScryptHash {

    /** Whether it was made from that password. Costs what {@link #cost()} says, so look there first. */
    boolean matches(String password);

    Cost cost();

    /** Of one try: about how long, and how much memory; both as the hash itself demands, which can be any amount. */
    record Cost(long nanos, long bytes) {

        static Cost ofTime(double nanos) {
            return new Cost((long) Math.min(nanos, 1e18), 0);
        }
    }

    /** Empty for what has no known format. The scheme that some frameworks put in braces before it is left out. */
    static Optional<PasswordHash> parse(String stored) {
        String hash = Scheme.PREFIX.matcher(stored).replaceFirst("");
        try {
            return Stream.<Function<String, Optional<? extends PasswordHash>>>of(
                            BcryptHash::parse,
                            Argon2Hash::parse,
                            ScryptHash::parse,
                            Pbkdf2Hash::parse,
                            CryptHash::parse,
                            PlainHash::parse)
                    .flatMap(format -> format.apply(hash).stream())
                    .map(PasswordHash.class::cast)
                    .findFirst();
        } catch (IllegalArgumentException malformed) {
            // A number too large, or text that is no base 64: it looks like a format and is not one.
            return Optional.empty();
        }
    }

    /** How the formats spell their parts. */
    final class Scheme {

        private static final Pattern PREFIX = Pattern.compile("^\\{(?i:bcrypt|argon2|argon2id|crypt|noop)\\}");

        private Scheme() {}

        /** Base 64 with and without its padding, with a dot for the plus as passlib has it. */
        static byte[] base64(String text) {
            return java.util.Base64.getDecoder().decode(text.replace('.', '+').replaceAll("=+$", ""));
        }

        static Optional<String[]> parts(Pattern format, String text) {
            var matcher = format.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String[] parts = new String[matcher.groupCount()];
            for (int i = 0; i < parts.length; i++) {
                String part = matcher.group(i + 1);
                parts[i] = part == null ? "" : part;
            }
            return Optional.of(parts);
        }
    }
}
