package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineGatesTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 0, 0",
        "1000, 800, 0, 0",
        "1000, 799, 1, 0",
        "1000, 0, 1, 0",
        "1000, 1001, 0, 1",
        "10, 0, 0, 0",
        "11, 0, 1, 0",
        "0, 0, 0, 0"
    })
    void rowsThatWentWithoutBeingForetoldAreToldFromRowsThatCame(long rehearsed, long now, int lost, int grown) {
        List<String> fewer = new ArrayList<>();
        List<String> more = new ArrayList<>();
        BaselineGates.compare("orders", rehearsed, now, fewer, more);
        assertThat(fewer).hasSize(lost);
        assertThat(more).hasSize(grown);
    }
}
