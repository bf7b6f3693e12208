package dev.cleanslate.seal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** scrypt as passlib, Django and Werkzeug write it. */
record ScryptHash(long n, int r, int p, Salted made) implements PasswordHash {

    private static final Pattern PASSLIB = Pattern.compile(
            "\\$scrypt\\$ln=([0-9]{1,2}),r=([0-9]{1,6}),p=([0-9]{1,6})\\$([A-Za-z0-9+/.]*=*)\\$([A-Za-z0-9+/.]+=*)");
    private static final Pattern DJANGO =
            Pattern.compile("scrypt\\$([0-9]{1,10})\\$([^$]+)\\$([0-9]{1,6})\\$([0-9]{1,6})\\$([A-Za-z0-9+/]+=*)");
    private static final Pattern WERKZEUG =
            Pattern.compile("scrypt:([0-9]{1,10}):([0-9]{1,6}):([0-9]{1,6})\\$([^$]+)\\$([0-9a-f]+)");
    private static final double NANOS_A_BLOCK = 500;

    static Optional<ScryptHash> parse(String text) {
        return Scheme.parts(PASSLIB, text)
                .map(part -> new ScryptHash(
                        1L << Math.min(62, Integer.parseInt(part[0])),
                        Integer.parseInt(part[1]),
                        Integer.parseInt(part[2]),
                        new Salted(Scheme.base64(part[3]), Scheme.base64(part[4]))))
                .or(() -> Scheme.parts(DJANGO, text)
                        .map(part -> new ScryptHash(
                                Long.parseLong(part[0]),
                                Integer.parseInt(part[2]),
                                Integer.parseInt(part[3]),
                                new Salted(part[1].getBytes(StandardCharsets.UTF_8), Scheme.base64(part[4])))))
                .or(() -> Scheme.parts(WERKZEUG, text)
                        .map(part -> new ScryptHash(
                                Long.parseLong(part[0]),
                                Integer.parseInt(part[1]),
                                Integer.parseInt(part[2]),
                                new Salted(
                                        part[3].getBytes(StandardCharsets.UTF_8),
                                        HexFormat.of().parseHex(part[4])))));
    }

    @Override
    public boolean matches(String password) {
        try {
            return made.is(SCrypt.generate(
                    password.getBytes(StandardCharsets.UTF_8), made.salt(), Math.toIntExact(n), r, p, made.length()));
        } catch (IllegalArgumentException | ArithmeticException malformed) {
            return false;
        }
    }

    @Override
    public Cost cost() {
        double blocks = (double) n * r;
        return new Cost(
                Cost.ofTime(NANOS_A_BLOCK * blocks * p).nanos(), (long) Math.min(128.0 * r * ((double) n + p), 1e18));
    }
}
