package dev.cleanslate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.suite.Check.Expectation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectedTest {

    private static final Expectation THREE = new Expectation.Scalar("3");

    @Test
    void whatIsThereAsExpectedMeetsNoObjection() {
        assertThat(Expected.objection(THREE, List.of(List.of("3")), 1)).isEmpty();
        assertThat(Expected.objection(new Expectation.Empty(), List.of(), 0)).isEmpty();
    }

    @Test
    void whereNothingIsFoundThatIsSaid() {
        assertThat(Expected.objection(THREE, List.of(), 0)).contains("expected (3), found no row");
    }

    @Test
    void ofManyRowsTheFirstAreToldAndTheOthersCounted() {
        List<List<String>> first =
                List.of(List.of("1"), List.of("2"), List.of("3"), List.of("4"), List.of("5"), List.of("6"));

        assertThat(Expected.objection(new Expectation.Empty(), first, 20_000))
                .contains("expected no row, found 20,000 rows: (1), (2), (3), (4), (5) and 19995 more");
    }

    @Test
    void rowsBeyondThoseThatAreComparedAreADifference() {
        assertThat(Expected.objection(THREE, List.of(List.of("3")), 2)).isPresent();
    }
}
