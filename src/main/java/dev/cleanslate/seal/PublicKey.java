package dev.cleanslate.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Ed25519 public key in its one text: the line between BEGIN and END of its PEM file, as {@code openssl pkey -pubout}
 * prints it. There is no second spelling of a key, so that equal keys are equal texts.
 */
public record PublicKey(String text) {

    /** The last digit carries four bits; any other letter would be read as the same key. */
    private static final Pattern FORM = Pattern.compile("MCowBQYDK2VwAyEA[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    private static final int ID_LENGTH = 16;

    public PublicKey {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "An Ed25519 public key is 60 characters that begin with MCowBQYDK2VwAyEA, not \"" + text + "\".");
        }
    }

    public static Optional<PublicKey> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PublicKey(text)) : Optional.empty();
    }

    static PublicKey of(java.security.PublicKey key) {
        return new PublicKey(Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    /** What people compare: the first 16 hexadecimal digits of the SHA-256 of the key's DER form. */
    public String id() {
        return Digest.of(der()).substring(0, ID_LENGTH);
    }

    /** As a file that openssl takes. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(SigningKey.ALGORITHM);
            verifier.initVerify(
                    KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(der())));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notOfThisKey) {
            // A point that is on no curve, or a signature that is none: nothing that this key has signed.
            return false;
        }
    }

    private byte[] der() {
        return Base64.getDecoder().decode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
