package dev.cleanslate.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteOrderTest {

    @Test
    void isThatOfTheEncodedBytes() {
        List<String> keys =
                List.of("", "a", "a/b", "ab", "Z", "é", "\uD7FF", "\uE000", "\uFB00", "𝒳", "𝒳a", "😀", "a😀");
        for (String one : keys) {
            for (String other : keys) {
                int expected = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
                assertThat(Integer.signum(ByteOrder.IT.compare(one, other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(Integer.signum(expected));
            }
        }
    }
}
