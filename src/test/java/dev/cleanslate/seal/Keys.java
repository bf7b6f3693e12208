package dev.cleanslate.seal;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Keys that are no secret, as anybody can count to their number. */
public final class Keys {

    private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Keys() {}

    public static SigningKey numbered(int n) {
        return new OwnKey(Map.of(OwnKey.VARIABLE, text(n)), said -> {}).orMake();
    }

    /** As {@code CLEANSLATE_SIGNING_KEY} holds it. */
    public static String text(int n) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) n);
        return pkcs8(seed);
    }

    static String pkcs8(byte[] seed) {
        byte[] der = Arrays.copyOf(PKCS8, PKCS8.length + seed.length);
        System.arraycopy(seed, 0, der, PKCS8.length, seed.length);
        return Base64.getEncoder().encodeToString(der);
    }
}
