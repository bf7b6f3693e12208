package dev.cleanslate.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Asks another clock once and goes on by itself. Whoever sets the machine's clock during a run does not bring the lines of
 * its journal out of order, nor make its steps longer or shorter than they were.
 */
final class SteadyClock extends Clock {

    private final Clock asked;
    private final Instant begun;
    private final long started;

    private SteadyClock(Clock asked, Instant begun, long started) {
        this.asked = asked;
        this.begun = begun;
        this.started = started;
    }

    static Clock from(Clock asked) {
        return new SteadyClock(asked, asked.instant(), System.nanoTime());
    }

    @Override
    public Instant instant() {
        return begun.plus(Duration.ofNanos(System.nanoTime() - started));
    }

    @Override
    public ZoneId getZone() {
        return asked.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(asked.withZone(zone), begun, started);
    }
}
