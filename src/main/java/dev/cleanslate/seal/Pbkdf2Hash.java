package dev.cleanslate.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 as Django, passlib and Werkzeug write it. */
record Pbkdf2Hash(String digest, int iterations, Salted made) implements PasswordHash {

    private static final Pattern DJANGO =
            Pattern.compile("pbkdf2_(sha1|sha256|sha512)\\$([0-9]{1,9})\\$([^$]+)\\$([A-Za-z0-9+/]+=*)");
    private static final Pattern PASSLIB = Pattern.compile(
            "\\$pbkdf2(?:-(sha1|sha256|sha512))?\\$(?:i=)?([0-9]{1,9})(?:,l=[0-9]{1,4})?\\$([A-Za-z0-9+/.]+=*)\\$([A-Za-z0-9+/.]+=*)");
    private static final Pattern WERKZEUG =
            Pattern.compile("pbkdf2:(sha1|sha256|sha512):([0-9]{1,9})\\$([^$]+)\\$([0-9a-f]+)");
    private static final double NANOS_AN_ITERATION = 700;

    static Optional<Pbkdf2Hash> parse(String text) {
        return Scheme.parts(DJANGO, text)
                .map(part -> of(part, part[2].getBytes(StandardCharsets.UTF_8), Scheme.base64(part[3])))
                .or(() -> Scheme.parts(PASSLIB, text)
                        .map(part -> of(part, Scheme.base64(part[2]), Scheme.base64(part[3]))))
                .or(() -> Scheme.parts(WERKZEUG, text)
                        .map(part -> of(
                                part,
                                part[2].getBytes(StandardCharsets.UTF_8),
                                HexFormat.of().parseHex(part[3]))));
    }

    private static Pbkdf2Hash of(String[] part, byte[] salt, byte[] hash) {
        return new Pbkdf2Hash(part[0].isEmpty() ? "sha1" : part[0], Integer.parseInt(part[1]), new Salted(salt, hash));
    }

    @Override
    public boolean matches(String password) {
        if (iterations < 1 || password.isEmpty()) {
            return false;
        }
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), made.salt(), iterations, made.length() * 8);
        try {
            return made.is(SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest.toUpperCase(Locale.ROOT))
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java runtime has PBKDF2, this one does not.", missing);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public Cost cost() {
        int blocks = Math.max(1, made.length() / (digest.equals("sha1") ? 20 : digest.equals("sha256") ? 32 : 64));
        return Cost.ofTime(NANOS_AN_ITERATION * iterations * blocks);
    }
}
