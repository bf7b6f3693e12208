package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.suite.Tolerance;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForetoldRowsTest {

    private final ForetoldRows rows = new ForetoldRows(1_204_823, Tolerance.NONE);

    @ParameterizedTest
    @ValueSource(strings = {"1204823", "1,204,823", "1_204_823", "1 204 823", " 1204823 "})
    void areTypedWithOrWithoutGroups(String typed) {
        assertThat(rows.unlessTyped(Optional.of(typed))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1204824", "0", "1,204", "", "many", "-1204823", "1204823.0", "12,04,823", "99999999999999999999"
            })
    void typedOtherwiseAreRefused(String typed) {
        assertThat(rows.unlessTyped(Optional.of(typed)))
                .hasValueSatisfying(why -> assertThat(why).contains("1,204,823").endsWith("Nothing was changed."));
    }

    @Test
    void notTypedAreRefusedWithTheSwitchThatIsMissing() {
        assertThat(rows.unlessTyped(Optional.empty()))
                .hasValueSatisfying(why -> assertThat(why).contains("-Dreset.rows=1204823 (--rows 1204823)"));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, false, 100, true", "100, 0, false, 101, false", "100, 5, false, 105, true",
                "100, 5, false, 106, false",
        "100, 5, true, 105, true", "100, 5, true, 106, false", "19, 5, true, 19, true", "19, 5, true, 20, false",
        "20, 5, true, 21, true", "0, 50, true, 1, false", "0, 1, false, 1, true", "100, 0, true, 7, true",
        "9223372036854775807, 999999999, true, 9223372036854775807, true"
    })
    void mayOutgrowTheRehearsalAsFarAsTheToleranceGoes(
            long foretold, long amount, boolean percent, long now, boolean within) {
        assertThat(new ForetoldRows(foretold, new Tolerance(amount, percent))
                        .unlessWithin(now)
                        .isEmpty())
                .isEqualTo(within);
    }

    @Test
    void thatOutgrewItSayByHowMuch() {
        assertThat(new ForetoldRows(1000, new Tolerance(5, true)).unlessWithin(1100))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("1,100 rows would go, 100 more than the 1,000 of the rehearsal, and the target's"
                                + " tolerance (5%) allows 50."));
    }
}
