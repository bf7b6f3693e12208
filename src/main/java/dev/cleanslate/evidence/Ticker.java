package dev.cleanslate.evidence;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Calls a terminal twice a second, and looks out for it at what a silent step is at. Both on threads that keep no process
 * alive, and not on the same: the time goes on also when no answer comes.
 */
final class Ticker {

    private static final long PAUSE_MILLIS = 500;
    private static final long BETWEEN_LOOKS_MILLIS = 2_000;

    private final Clock clock;
    private final TerminalWidth width;
    private final ScheduledExecutorService ticking = alone("cleanslate-terminal");
    private final ScheduledExecutorService looking = alone("cleanslate-lookout");
    private volatile Lookout lookout = Lookout.NONE;

    Ticker(Clock clock, TerminalWidth width) {
        this.clock = clock;
        this.width = width;
    }

    void start(Terminal terminal) {
        repeat(ticking, PAUSE_MILLIS, () -> {
            if (terminal.live()) {
                width.ask();
            }
            terminal.tick(clock.instant(), lookout.known());
        });
    }

    void look(Terminal terminal, Lookout from) {
        lookout = from;
        repeat(looking, BETWEEN_LOOKS_MILLIS, () -> look(terminal, from, clock));
    }

    static void look(Terminal terminal, Lookout lookout, Clock clock) {
        String silent = terminal.silent(clock.instant());
        if (silent.isEmpty()) {
            lookout.rest();
        } else {
            terminal.seen(clock.instant(), silent, lookout.look());
        }
    }

    /** A look that is under way ends in its own time; nobody waits for it. */
    void stop() {
        ticking.shutdown();
        looking.shutdown();
    }

    private static void repeat(ScheduledExecutorService on, long pause, Runnable turn) {
        on.scheduleWithFixedDelay(turn, pause, pause, TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService alone(String name) {
        return Executors.newSingleThreadScheduledExecutor(turn -> {
            Thread thread = new Thread(turn, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
