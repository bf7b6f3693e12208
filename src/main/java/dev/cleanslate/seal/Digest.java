package dev.cleanslate.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 as 64 lower-case hexadecimal digits. */
public final class Digest {

    /** What comes before the first link of a chain. */
    public static final String ZERO = "0".repeat(64);

    private Digest() {}

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** Of everything up to the end of the stream, which stays open. */
    public static String of(InputStream stream) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256, this one does not.", e);
        }
    }

    /** Of the text's UTF-8 form. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of the tree's canonical text. */
    public static String ofJson(Object tree) {
        return of(CanonicalJson.of(tree));
    }

    /** Of the lines as a JSON array, so that no other division of the same characters into lines has this digest. */
    public static String ofLines(List<String> lines) {
        return ofJson(lines);
    }

    /** Of the files in this order, names and contents. */
    public static String ofFiles(List<NamedDigest> files) {
        return ofJson(files.stream().map(f -> List.of(f.name(), f.digest())).toList());
    }

    /** A file's name, as its reader wants to see it, and the digest of its content. */
    public record NamedDigest(String name, String digest) {

        public static NamedDigest of(String name, byte[] content) {
            return new NamedDigest(name, Digest.of(content));
        }

        public static NamedDigest of(String name, String content) {
            return new NamedDigest(name, Digest.of(content));
        }
    }
}
