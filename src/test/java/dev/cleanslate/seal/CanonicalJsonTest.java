package dev.cleanslate.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Nested
    class Writes {

        @Test
        void keysInOrderOfTheirCodeUnitsWithoutSpaces() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("b", 1L);
            map.put("a", List.of(true, 2));
            map.put("\u20ac", "euro");
            map.put("\ud83d\ude00", "smile");
            map.put("\ufb33", "dagesh");

            assertThat(CanonicalJson.of(map))
                    .isEqualTo(
                            "{\"a\":[true,2],\"b\":1,\"\u20ac\":\"euro\",\"\ud83d\ude00\":\"smile\",\"\ufb33\":\"dagesh\"}");
        }

        @Test
        void theSameTextForTheSameTreeInAnotherOrder() {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("x", 1);
            one.put("y", Map.of("z", 2L));
            Map<String, Object> other = new LinkedHashMap<>();
            other.put("y", Map.of("z", 2));
            other.put("x", 1L);

            assertThat(CanonicalJson.of(one)).isEqualTo(CanonicalJson.of(other));
        }

        @Test
        void stringsEscapedAsTheRfcSays() {
            assertThat(CanonicalJson.of("\u20ac$\u000f\nA'B\"\\\"/\u007f"))
                    .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\u007f\"");
        }

        @Test
        void nullAndTheLargestNumbersExactly() {
            assertThat(CanonicalJson.of(Arrays.asList(null, Long.MIN_VALUE, Long.MAX_VALUE)))
                    .isEqualTo("[null,-9223372036854775808,9223372036854775807]");
        }
    }

    @Nested
    class Refuses {

        @Test
        void floatingPoint() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(List.of(1.5)))
                    .withMessageContaining("1.5");
        }

        @Test
        void keysThatAreNotText() {
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(Map.of(1, 2)));
        }

        @Test
        void halfASurrogatePair() {
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of("a\ud83d"));
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of("\ude00\ud83d"));
        }
    }
}
