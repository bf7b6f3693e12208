package dev.cleanslate.seal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt; {@code digested} as Django does it, which takes SHA-256 of the password first, so that none is too long. */
record BcryptHash(String hash, int rounds, boolean digested) implements PasswordHash {

    private static final Pattern FORMAT =
            Pattern.compile("(bcrypt_sha256\\$|bcrypt\\$)?(\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53})");
    private static final double NANOS_A_ROUND = 60_000;

    static Optional<BcryptHash> parse(String text) {
        return Scheme.parts(FORMAT, text)
                .map(part -> new BcryptHash(part[1], Integer.parseInt(part[2]), part[0].startsWith("bcrypt_sha256")));
    }

    @Override
    public boolean matches(String password) {
        String given = digested
                ? HexFormat.of().formatHex(PlainHash.digest("SHA-256", password.getBytes(StandardCharsets.UTF_8)))
                : password;
        try {
            return OpenBSDBCrypt.checkPassword(hash, given.toCharArray());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    @Override
    public Cost cost() {
        return Cost.ofTime(NANOS_A_ROUND * Math.pow(2, rounds));
    }
}
