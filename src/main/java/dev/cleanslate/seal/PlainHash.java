package dev.cleanslate.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A digest without a salt, in hexadecimal digits; or, where {@code digest} is empty, the password as it is. */
record PlainHash(String digest, String hash) implements PasswordHash {

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

    /** Longer than that nobody types; and of what begins like this, nobody can sign in with it. */
    private static final Pattern TYPED = Pattern.compile("[^$!*{:][^$:]{0,39}");

    static Optional<PlainHash> parse(String text) {
        String digest = HEX.matcher(text).matches()
                ? switch (text.length()) {
                    case 32 -> "MD5";
                    case 40 -> "SHA-1";
                    case 64 -> "SHA-256";
                    case 128 -> "SHA-512";
                    default -> "";
                }
                : "";
        return digest.isEmpty() && !TYPED.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(new PlainHash(digest, text));
    }

    @Override
    public boolean matches(String password) {
        return digest.isEmpty()
                ? hash.equals(password)
                : Arrays.equals(
                        HexFormat.of().parseHex(hash.toLowerCase(Locale.ROOT)),
                        digest(digest, password.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Cost cost() {
        return Cost.ofTime(1_000);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java runtime has " + algorithm + ", this one does not.", missing);
        }
    }
}
