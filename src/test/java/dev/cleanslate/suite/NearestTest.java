package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> TABLES = List.of("user_profiles", "users", "payments", "qr_codes");

    @Test
    void aMissingLetterASwapAndAnotherCaseAreSlips() {
        assertThat(Nearest.word("user_profile", TABLES)).contains("user_profiles");
        assertThat(Nearest.word("paymetns", TABLES)).contains("payments");
        assertThat(Nearest.word("QR_Codes", TABLES)).contains("qr_codes");
        assertThat(Nearest.word("keep_rows", List.of("wipe", "keep-rows"))).contains("keep-rows");
    }

    @Test
    void aWordThatIsFarFromAllSuggestsNothing() {
        assertThat(Nearest.word("invoices", TABLES)).isEmpty();
        assertThat(Nearest.word("", TABLES)).isEmpty();
        assertThat(Nearest.word("x".repeat(100_000), TABLES)).isEmpty();
        assertThat(Nearest.word("ab", List.of("cd"))).isEmpty();
    }

    @Test
    void ofTwoEquallyNearTheFirstInTheAlphabetIsTaken() {
        assertThat(Nearest.word("usersx", List.of("usersb", "usersa"))).contains("usersa");
    }

    @Test
    void theQuestionIsReadyForAMessage() {
        assertThat(Nearest.question("user", TABLES)).isEqualTo(" Did you mean \"users\"?");
        assertThat(Nearest.question("invoices", TABLES)).isEmpty();
    }
}
