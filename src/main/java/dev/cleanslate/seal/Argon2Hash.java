package dev.cleanslate.seal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2 in the format of the password hashing competition, which Django begins with {@code argon2}. */
record Argon2Hash(int type, int version, int kib, int passes, int lanes, Salted made) implements PasswordHash {

    private static final Pattern FORMAT = Pattern.compile(
            "(?:argon2)?\\$argon2(id|i|d)\\$(?:v=([0-9]{1,3})\\$)?m=([0-9]{1,10}),t=([0-9]{1,10}),p=([0-9]{1,8})\\$([A-Za-z0-9+/.]+=*)\\$([A-Za-z0-9+/.]+=*)");
    private static final double NANOS_A_KIB = 2_500;

    static Optional<Argon2Hash> parse(String text) {
        return Scheme.parts(FORMAT, text)
                .map(part -> new Argon2Hash(
                        switch (part[0]) {
                            case "i" -> Argon2Parameters.ARGON2_i;
                            case "d" -> Argon2Parameters.ARGON2_d;
                            default -> Argon2Parameters.ARGON2_id;
                        },
                        part[1].isEmpty() ? Argon2Parameters.ARGON2_VERSION_10 : Integer.parseInt(part[1]),
                        Integer.parseInt(part[2]),
                        Integer.parseInt(part[3]),
                        Integer.parseInt(part[4]),
                        new Salted(Scheme.base64(part[5]), Scheme.base64(part[6]))));
    }

    @Override
    public boolean matches(String password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        byte[] again = new byte[made.length()];
        try {
            generator.init(new Argon2Parameters.Builder(type)
                    .withVersion(version)
                    .withMemoryAsKB(kib)
                    .withIterations(passes)
                    .withParallelism(lanes)
                    .withSalt(made.salt())
                    .build());
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), again);
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            return false;
        }
        return made.is(again);
    }

    @Override
    public Cost cost() {
        // Every lane takes eight blocks, whatever the hash says of memory.
        long taken = Math.max(kib, 8L * lanes);
        return new Cost(Cost.ofTime(NANOS_A_KIB * taken * (double) passes).nanos(), 1024L * taken);
    }
}
