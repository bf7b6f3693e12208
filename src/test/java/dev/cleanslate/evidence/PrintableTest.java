package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrintableTest {

    @Nested
    class Shows {

        @Test
        void lettersOfAnyScriptAsTheyAre() {
            assertThat(Printable.of("r\u00e9servations \u4e88\u7d04 \ud83d\ude00"))
                    .isEqualTo("r\u00e9servations \u4e88\u7d04 \ud83d\ude00");
        }

        @Test
        void whatMovesColoursOrHidesAsItsCode() {
            assertThat(Printable.of("a\u001b[31mb\rc\nd\te\u0000f\u009bg\u007f"))
                    .isEqualTo("a\\u{1b}[31mb\\rc\\nd\\te\\u{0}f\\u{9b}g\\u{7f}");
        }

        @Test
        void whatTurnsTextAroundAsItsCode() {
            assertThat(Printable.of("users\u202etxt\u2066\u200b\ufeff\u2028"))
                    .isEqualTo("users\\u{202e}txt\\u{2066}\\u{200b}\\u{feff}\\u{2028}");
        }

        @Test
        void halfAPairAsItsCode() {
            assertThat(Printable.of("\ud83d")).isEqualTo("\\u{d83d}");
        }
    }

    @Nested
    class Bounds {

        @Test
        void longTextAndMarksTheCut() {
            assertThat(Printable.of("x".repeat(10_000))).hasSize(1_000).endsWith("x...");
            assertThat(Printable.of("x".repeat(1_000))).isEqualTo("x".repeat(1_000));
        }

        @Test
        void neverInTheMiddleOfACode() {
            for (int longest = 4; longest < 20; longest++) {
                assertThat(Printable.of("ab\u202ecd\u202eef", longest))
                        .hasSizeLessThanOrEqualTo(longest)
                        .doesNotMatch(".*\\\\u\\{[0-9a-f]*\\.\\.\\.");
            }
        }
    }
}
