package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The maintenance window and the longest time of a reset, by a clock that is told what time it is. */
class WindowGateTest {

    private static final String WINDOW = ", window: { between: \"02:00-04:00 UTC\" }";
    private static final String SLOW =
            Playground.SUITE.replace("checks:\n", "checks:\n  - query: select 1 from pg_sleep(120)\n    expect: 1\n");

    @TempDir
    Path folder;

    private Playground shop;

    @BeforeEach
    void shop() {
        shop = Playground.shop(TestDatabases.NEWEST, folder);
    }

    private Ran resetAt(Clock clock) {
        return shop.run(shop.invocation(Command.RESET, Optional.of(shop.databaseName()))
                .with(new Invocation.Present(clock, List.of(), Optional.empty())));
    }

    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }

    /** Goes on from there. */
    private static Clock from(String time) {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse(time)));
    }

    private void refusedUnchanged(Ran ran, String before) {
        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
        assertThat(ran.committed()).isFalse();
        assertThat(ran.outcome()).isEqualTo("refused");
        assertThat(shop.state()).isEqualTo(before);
    }

    @Test
    void aResetInItsWindowGoes() {
        shop.target(WINDOW + ", max-duration: 1h");
        Ran ran = resetAt(at("2026-11-20T03:00:00Z"));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.committed()).isTrue();
    }

    @Test
    void outsideOfItAResetIsRefused() {
        String before = shop.target(WINDOW).state();
        Ran ran = resetAt(at("2026-11-20T04:00:00Z"));

        refusedUnchanged(ran, before);
        assertThat(ran.messages())
                .contains("it is 2026-11-20 04:00 UTC", "only between 02:00-04:00 UTC", "next at 2026-11-21 02:00 UTC");
    }

    @Test
    void aRunningResetThatPassesItsEndIsCancelledAndRolledBack() {
        String before = shop.target(WINDOW).suite(SLOW).state();
        Ran ran = resetAt(from("2026-11-20T03:59:40Z"));

        refusedUnchanged(ran, before);
        assertThat(ran.messages())
                .contains("the maintenance window (02:00-04:00 UTC) ended while the reset was running");
    }

    @Test
    void soIsOneThatTakesTooLong() {
        String before = shop.target(", max-duration: 2s").suite(SLOW).state();
        Ran ran = resetAt(Clock.systemUTC());

        refusedUnchanged(ran, before);
        assertThat(ran.messages())
                .contains("the reset took longer than the target allows (max-duration: 2s)")
                .contains("everything is rolled back");
    }

    @Test
    void withoutAnOptInAClosedWindowIsToldAndNotRefused() {
        Needs.pgDump(15);
        shop = Playground.shop(15, folder).target(WINDOW + ", rehearsal: { on: embedded }");
        Ran ran = shop.run(shop.rehearsed(Optional.empty())
                .with(new Invocation.Present(from("2026-11-20T05:00:00Z"), List.of(), Optional.empty())));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.committed()).isFalse();
        assertThat(ran.record().get("notes").toString()).contains("Would keep a reset from running just now");
    }
}
