package dev.cleanslate.seal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object with its signature inside. The file is canonical JSON and a line end, byte for byte; what is signed is
 * the same text without the member {@code signature}. {@code content} is the object without the three members that
 * belong to the seal.
 */
public record Signed(Map<String, @Nullable Object> content, PublicKey signer, String text) {

    private static final String SIGNATURE = "signature";
    private static final String PUBLIC_KEY = "publicKey";
    private static final String KEY_ID = "keyId";
    private static final List<String> SEAL = List.of(KEY_ID, PUBLIC_KEY, SIGNATURE);
    private static final int SIGNATURE_BYTES = 64;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Signed {
        content = Collections.unmodifiableMap(new TreeMap<>(content));
    }

    /** {@code content} is a tree as {@link CanonicalJson} takes it. */
    public static Signed by(SigningKey key, Map<String, @Nullable Object> content) {
        for (String member : SEAL) {
            if (content.containsKey(member)) {
                throw new IllegalArgumentException("The member \"" + member + "\" belongs to the seal.");
            }
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(content);
        whole.put(PUBLIC_KEY, key.publicKey().text());
        whole.put(KEY_ID, key.publicKey().id());
        byte[] signature = key.sign(bytes(CanonicalJson.of(whole)));
        whole.put(SIGNATURE, Base64.getEncoder().encodeToString(signature));
        return new Signed(content, key.publicKey(), CanonicalJson.of(whole) + "\n");
    }

    /** Takes a file apart and verifies it with the key inside; whether that key is anybody's is the caller's question. */
    public static Opened open(byte[] file) {
        Object tree;
        String canonical;
        try {
            tree = JSON.readValue(file, Object.class);
            canonical = CanonicalJson.of(tree) + "\n";
        } catch (JacksonException e) {
            return malformed("it is not whole JSON" + at(e));
        } catch (IllegalArgumentException e) {
            return malformed("it is not canonical JSON: " + e.getMessage());
        }
        int difference = difference(file, bytes(canonical));
        if (difference >= 0) {
            return malformed(
                    "from byte " + (difference + 1)
                            + " on it is not the canonical JSON that was signed (a byte was changed, or it was formatted anew)");
        }
        return tree instanceof Map<?, ?> map ? verified(map, canonical) : malformed("it is not a JSON object");
    }

    /** SHA-256 of the file. */
    public String digest() {
        return Digest.of(text);
    }

    private static Opened verified(Map<?, ?> map, String text) {
        Map<String, @Nullable Object> whole = new TreeMap<>();
        map.forEach((key, value) -> whole.put(String.valueOf(key), value));
        for (String member : SEAL) {
            if (!(whole.get(member) instanceof String)) {
                return malformed("it has no \"" + member + "\", so it is not a signed document");
            }
        }
        PublicKey key = PublicKey.parse(String.valueOf(whole.get(PUBLIC_KEY))).orElse(null);
        if (key == null) {
            return malformed("its \"publicKey\" is not an Ed25519 public key");
        }
        if (!key.id().equals(whole.get(KEY_ID))) {
            return malformed("its \"keyId\" is not that of its \"publicKey\": one of the two was changed");
        }
        byte[] signature = signature(String.valueOf(whole.remove(SIGNATURE)));
        if (signature.length == 0) {
            return malformed("its \"signature\" is not one of Ed25519");
        }
        if (!key.verifies(bytes(CanonicalJson.of(whole)), signature)) {
            return new Opened.Unsound(
                    Opened.Flaw.SIGNATURE,
                    "its signature does not hold for key " + key.id()
                            + ": a byte of it was changed after it was signed");
        }
        SEAL.forEach(whole::remove);
        return new Opened.Sound(new Signed(whole, key, text));
    }

    /** Empty when it is none; the decoder alone would take several texts for one signature. */
    private static byte[] signature(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == SIGNATURE_BYTES
                            && Base64.getEncoder().encodeToString(bytes).equals(text)
                    ? bytes
                    : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static int difference(byte[] file, byte[] canonical) {
        return java.util.Arrays.mismatch(file, canonical);
    }

    private static Opened malformed(String sentence) {
        return new Opened.Unsound(Opened.Flaw.MALFORMED, sentence);
    }

    private static String at(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getByteOffset() < 0
                ? ""
                : " (it breaks off or goes wrong near byte " + (e.getLocation().getByteOffset() + 1) + ")";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
