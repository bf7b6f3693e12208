package dev.cleanslate.seal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;

/** What crypt(3) and Apache's htpasswd make: MD5, SHA-256 and SHA-512 over and over. */
record CryptHash(String hash, String kind, int rounds) implements PasswordHash {

    private static final Pattern FORMAT =
            Pattern.compile("\\$(1|5|6|apr1)\\$(?:rounds=([0-9]{1,9})\\$)?[./A-Za-z0-9]{0,16}\\$[./A-Za-z0-9]{22,86}");
    private static final int USUAL = 5_000;
    private static final int OF_MD5 = 1_000;
    private static final double NANOS_A_ROUND = 1_000;

    static Optional<CryptHash> parse(String text) {
        return Scheme.parts(FORMAT, text)
                .map(part -> new CryptHash(
                        text,
                        part[0],
                        part[0].equals("1") || part[0].equals("apr1")
                                ? OF_MD5
                                : part[1].isEmpty() ? USUAL : Integer.parseInt(part[1])));
    }

    @Override
    public boolean matches(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return hash.equals(
                    switch (kind) {
                        case "1" -> Md5Crypt.md5Crypt(bytes, hash);
                        case "apr1" -> Md5Crypt.apr1Crypt(bytes, hash);
                        case "5" -> Sha2Crypt.sha256Crypt(bytes, hash);
                        default -> Sha2Crypt.sha512Crypt(bytes, hash);
                    });
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    @Override
    public Cost cost() {
        return Cost.ofTime(NANOS_A_ROUND * rounds);
    }
}
