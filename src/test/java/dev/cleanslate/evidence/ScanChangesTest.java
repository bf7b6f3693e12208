package dev.cleanslate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.scan.Comparison;
import dev.cleanslate.scan.Severity;
import dev.cleanslate.scan.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person reads of a scan against the one before it. */
class ScanChangesTest {

    private static Standing standing(String detector, String table) {
        return Standing.remembered(detector + "/" + table, detector, table, 4, Severity.WARNING, false);
    }

    @Test
    void sayWhyWhatStoodBeforeIsNotKnownNow() {
        ScanChanges changes = new ScanChanges();
        changes.compared(Comparison.of(
                Optional.of(new Comparison.Scanned("20261119T020000Z-0a0a", Instant.parse("2026-11-19T02:00:00Z"))),
                List.of(
                        standing("house", "users"),
                        standing("house", "staff"),
                        standing("old", "staff"),
                        standing("a", "b")),
                List.of(),
                standing -> switch (standing.detector()) {
                    case "house" -> Optional.of("the detector is off");
                    case "old" -> Optional.of("there is no such detector any more");
                    default -> Optional.empty();
                },
                Optional.empty()));

        assertThat(changes.lines(Ink.NONE))
                .containsExactly(
                        "",
                        "Since the scan of 2026-11-19 02:00 UTC  1 gone, 3 not known",
                        "  gone: a/b",
                        "  not known, since the detector is off: house/users, house/staff",
                        "  not known, since there is no such detector any more: old/staff");
    }
}
