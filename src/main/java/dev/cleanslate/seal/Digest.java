package dev.cleanslate.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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

    /** MD5 as a header {@code Content-MD5} carries it: a sum over the wire that S3 demands, and no seal. */
    public static String contentMd5(byte[] bytes) {
        return Base64.getEncoder().encodeToString(named("MD5").digest(bytes));
    }

    private static MessageDigest sha256() {
        return named("SHA-256");
    }

    private static MessageDigest named(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has " + algorithm + ", this one does not.", e);
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
