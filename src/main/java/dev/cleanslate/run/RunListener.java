package dev.cleanslate.run;

import java.time.Instant;

/** Hears of everything that happens in a run, on the run's own thread, before the next thing happens. */
@FunctionalInterface
public interface RunListener {
    void on(Instant at, RunEvent event);
}
