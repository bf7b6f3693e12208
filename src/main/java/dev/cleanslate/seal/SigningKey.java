package dev.cleanslate.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** An Ed25519 key pair that signs. Its secret half leaves it only towards the file that keeps it. */
public final class SigningKey {

    static final String ALGORITHM = "Ed25519";

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final PrivateKey secret;
    private final PublicKey open;

    private SigningKey(KeyPair pair) {
        this.secret = pair.getPrivate();
        this.open = PublicKey.of(pair.getPublic());
    }

    static SigningKey make() {
        return new SigningKey(pair(new SecureRandom()));
    }

    /** {@code text} is PKCS#8, as PEM or as its base64 alone; {@code where} names its place in messages. */
    static SigningKey read(String text, String where) {
        String bare = text.strip();
        if (bare.startsWith(BEGIN) && bare.endsWith(END)) {
            bare = bare.substring(BEGIN.length(), bare.length() - END.length());
        }
        try {
            byte[] der = Base64.getDecoder().decode(bare.replaceAll("\\s", ""));
            PrivateKey given = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
            byte[] seed = ((EdECPrivateKey) given).getBytes().orElseThrow();
            return new SigningKey(pair(new Seeded(seed)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause is left out: it may quote what it could not read.
            throw new UnusableKeyException(where
                    + " is not an Ed25519 private key in PKCS#8 form (PEM, or its base64 on one line)."
                    + " \"openssl genpkey -algorithm ed25519\" makes one. Nothing was signed.");
        }
    }

    public PublicKey publicKey() {
        return open;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    String pem() {
        return BEGIN + "\n" + Base64.getEncoder().encodeToString(secret.getEncoded()) + "\n" + END + "\n";
    }

    @Override
    public String toString() {
        return "signing key " + open.id();
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("Every Java runtime from 15 on has Ed25519, this one does not.", e);
    }

    /**
     * Problem: PKCS#8 holds the secret half alone, and the JDK has no call that gives the other. Solution: its generator
     * takes 32 random bytes for the secret, so it is handed ours. See RFC 8032, 5.1.5, and JDK-8181595.
     */
    private static final class Seeded extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seeded(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
            Arrays.fill(seed, (byte) 0);
        }
    }
}
