package dev.cleanslate.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    private static final ZoneId ATHENS = ZoneId.of("Europe/Athens");

    private static Window window(String from, String to) {
        return new Window(LocalTime.parse(from), LocalTime.parse(to), ATHENS);
    }

    @ParameterizedTest
    @CsvSource({
        "02:00, 04:00, 2026-11-20T00:00:00Z, 2026-11-20T02:00:00Z",
        "02:00, 04:00, 2026-11-20T01:59:59Z, 2026-11-20T02:00:00Z",
        "02:00, 04:00, 2026-11-20T02:00:00Z, ",
        "02:00, 04:00, 2026-11-19T23:59:59Z, ",
        "22:00, 04:00, 2026-11-20T20:00:00Z, 2026-11-21T02:00:00Z",
        "22:00, 04:00, 2026-11-20T01:00:00Z, 2026-11-20T02:00:00Z",
        "22:00, 04:00, 2026-11-20T12:00:00Z, "
    })
    void isOpenFromItsFirstMomentUpToItsLast(String from, String to, Instant now, Instant closes) {
        assertThat(window(from, to).closes(now)).isEqualTo(java.util.Optional.ofNullable(closes));
    }

    /** On 2026-03-29 the hour from 03:00 to 04:00 does not exist there. */
    @Test
    void isShorterInTheNightInWhichTheClockIsPutForward() {
        Window window = window("02:00", "04:00");
        assertThat(window.closes(Instant.parse("2026-03-29T00:30:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
        assertThat(window.closes(Instant.parse("2026-03-29T01:00:00Z"))).isEmpty();
    }

    @Test
    void saysWhenItOpensNext() {
        Window window = window("02:00", "04:00");
        assertThat(window.opensNext(Instant.parse("2026-11-20T03:00:00Z")))
                .hasToString("2026-11-21T02:00+02:00[Europe/Athens]");
        assertThat(window.opensNext(Instant.parse("2026-11-20T23:00:00Z")))
                .hasToString("2026-11-21T02:00+02:00[Europe/Athens]");
    }
}
