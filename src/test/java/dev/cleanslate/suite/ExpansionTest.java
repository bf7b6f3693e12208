package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpansionTest {

    private static final Place PLACE = new Place("suites/targets.yaml", 3, 19);

    @Test
    void putsEachValueInItsPlaceOnce() {
        Mention template = new Mention("postgresql://${USER_NAME}:${SECRET}@db/gym", PLACE);
        assertThat(Expansion.expand(template, Map.of("USER_NAME", "me", "SECRET", "a$1\\${USER_NAME}")))
                .isEqualTo(new Reading.Sound<>("postgresql://me:a$1\\${USER_NAME}@db/gym"));
    }

    @Test
    void namesEveryVariableThatIsMissingWithItsPlaceAndItsMend() {
        Reading<String> reading = Expansion.expand(new Mention("${A}${B}", PLACE), Map.of("B", ""));
        assertThat(((Reading.Faulty<String>) reading).faults())
                .extracting(Fault::toString)
                .containsExactly(
                        "suites/targets.yaml:3:19: the variable A is not set in the environment. Set it: export A='…'."
                                + " Nothing was run.",
                        "suites/targets.yaml:3:19: the variable B is empty in the environment. Set it: export B='…'."
                                + " Nothing was run.");
    }

    @Test
    void showsWhatAnAddressLooksLikeWhereTheVariableIsAllOfIt() {
        assertThat(WrittenSuite.faults(Expansion.expand(new Mention("${STAGING_DATABASE_URL}", PLACE), Map.of())))
                .singleElement()
                .asString()
                .contains("export STAGING_DATABASE_URL='postgresql://user@host:5432/database'");
    }
}
