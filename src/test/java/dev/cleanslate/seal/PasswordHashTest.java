package dev.cleanslate.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what other implementations made: glibc's crypt, OpenSSL, libargon2, Python's hashlib, and vectors as published. */
class PasswordHashTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
            changeme $2b$04$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O
            changeme {bcrypt}$2b$04$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O
            changeme $2y$04$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O
            changeme bcrypt$$2b$04$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O
            changeme bcrypt_sha256$$2b$04$x8ZjUhJaubILgCgQJveYfeSVNIK4S.wF1iSDYe8Yfqa9jqBDiQhGa
            U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW
            a $2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe
            password $argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA
            password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc
            password argon2$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4
            changeme $argon2d$v=19$m=64,t=2,p=2$c29tZXNhbHQ$JBv1gQZ6VIcy0FBZxyZQmPjYHctB4fo6sNEOZtO4Gz0
            changeme $argon2i$v=19$m=64,t=2,p=2$c29tZXNhbHQ$J4V097Cm0Io9pl/RN2qSOBmeyxy0L4CcADrz7PScr6k
            changeme $argon2id$v=19$m=64,t=2,p=2$c29tZXNhbHQ$Q3N3JMI8WTLa8+WTfXXfctYC6f/giwJ5qvvU3iVYp/k
            changeme scrypt$1024$saltsalt$8$1$RRQal8M6khZui6erQq6FAujwUB7FO1kYphlgcgI2Ly5hTK4asaho+4Zo8VbPVtf5Hn6t+2lhp7CVz/ht2iL8ZA==
            changeme scrypt:1024:8:1$saltsalt$45141a97c33a92166e8ba7ab42ae8502e8f0501ec53b5918a619607202362f2e614cae1ab1a868fb8668f156cf56d7f91e7eadfb6961a7b095cff86dda22fc64
            changeme $scrypt$ln=10,r=8,p=1$c2FsdHNhbHQ$RRQal8M6khZui6erQq6FAujwUB7FO1kYphlgcgI2Ly4
            password $scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E
            changeme pbkdf2_sha256$1000$Xk2salt$9q6vczIee6M/PIhFNKBC0dLGtLUbrukPRUAo19WIv84=
            changeme pbkdf2:sha512:1000$abcd1234$b5fed8e8abac78418ffc19cf7ed27f8aab5f1ab625514250c68f866d76b3c31889f38fe8d23a272ac9c49c9d3e76a39f6d479be355fea10d43e218cee1c45f7b
            changeme $pbkdf2$1000$c2l4dGVlbmJ5dGVzYWx0IQ$2fSYuUgg0GAt2fX0z74r9vCiZSc
            changeme $pbkdf2-sha256$1200$c2l4dGVlbmJ5dGVzYWx0IQ$vkhHHMaW3D5KB1Vw1FJY9JK0tG62Q4qRvOzov2bTtzY
            changeme $5$rounds=1500$abcdefgh$GjBONbMTIvwrIR74.kVgspq/N8RXnbE/xmDcNgc0by1
            changeme $6$abcdefgh$qxJiXjK0tf4ZjYWJYh.tUf04hCXekze8vUwYRMOJlaFEUS6uMo/UPhWaJVamt3Q/2ZmFqg0pEvm7pAhaqWjFP/
            changeme $1$abcdefgh$vamWXVmzWr.RuXnIdXGZJ0
            changeme $apr1$abcdefgh$bAwZZ/J98zJ0QHYmK5Q/f1
            changeme 4cb9c8a8048fd02294477fcb1a41191a
            changeme FA9BEB99E4029AD5A6615399E7BBAE21356086B3
            changeme 057ba03d6c44104863dc7361fe4578965d1887360f90a0895882e58a6248fc86
            changeme changeme
            """)
    void matchesItsPasswordAndNoOther(String password, String stored) {
        assertThat(PasswordHash.parse(stored)).hasValueSatisfying(hash -> {
            assertThat(hash.matches(password)).isTrue();
            assertThat(hash.matches(password + "x")).isFalse();
            assertThat(hash.matches("")).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$2b$04$short",
                "$argon2id$v=19$m=99999999999,t=2,p=1$c29tZXNhbHQ$CTFh",
                "$argon2id$v=19$m=8,t=2,p=1$=$=",
                "$unknown$abc",
                "!locked",
                "AQAAAAIAAYagAAAAEJ5x0mN5l0mN5l0mN5l0mN5l0mN5l0mN5l0mN5l0mN5l0mN5l0mN5l0mN5l0mN5l0w==",
            })
    void isNotTakenFromWhatHasNoKnownFormat(String stored) {
        assertThat(PasswordHash.parse(stored)).isEmpty();
    }

    @Test
    void saysWhatATryWouldCost() {
        assertThat(cost("$argon2id$v=19$m=4194304,t=3,p=4$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
                        .bytes())
                .isEqualTo(4L << 30);
        assertThat(cost("$scrypt$ln=30,r=8,p=1$c2FsdHNhbHQ$RRQal8M6khZui6erQq6FAujwUB7FO1kYphlgcgI2Ly4")
                        .bytes())
                .isEqualTo((1L << 40) + 1024);
        for (String endless : List.of(
                "$2b$31$QeM4biH6hQcwZKn4P2TAOuXQxKn.KU63zcjWlEo2OClWBqDJqtg3O",
                "$6$rounds=999999999$abcdefgh$qxJiXjK0tf4ZjYWJYh.tUf04hCXekze8vUwYRMOJlaFEUS6uMo/UPhWaJVamt3Q/2ZmFqg0pEvm7pAhaqWjFP/",
                "pbkdf2_sha256$999999999$Xk2salt$9q6vczIee6M/PIhFNKBC0dLGtLUbrukPRUAo19WIv84=",
                "$argon2id$v=19$m=64,t=2000000000,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$scrypt$ln=63,r=999999,p=999999$c2FsdHNhbHQ$RRQal8M6khZui6erQq6FAujwUB7FO1kYphlgcgI2Ly4")) {
            assertThat(cost(endless).nanos())
                    .as(endless)
                    .isGreaterThan(Duration.ofMinutes(1).toNanos());
        }
    }

    private static PasswordHash.Cost cost(String stored) {
        return PasswordHash.parse(stored).orElseThrow().cost();
    }
}
