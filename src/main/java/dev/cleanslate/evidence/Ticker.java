package dev.cleanslate.evidence;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Calls a terminal twice a second, and looks out for it at what a silent step is at. Both on threads that keep no process
 * alive, and there are two of them: the time goes on also when no answer comes.
 */
final class Ticker {

    private static final long PAUSE_MILLIS = 500;
    private static final long BETWEEN_LOOKS_MILLIS = 2_000;

    private final Clock clock;
    private final TerminalWidth width;
    private final ScheduledExecutorService turns = Executors.newScheduledThreadPool(2, Ticker::daemon);
    private final List<Future<?>> repeated = new CopyOnWriteArrayList<>();
    private volatile Lookout lookout = Lookout.NONE;

    Ticker(Clock clock, TerminalWidth width) {
        this.clock = clock;
        this.width = width;
    }

    void start(Terminal terminal) {
        repeat(PAUSE_MILLIS, () -> {
            if (terminal.live()) {
                width.ask();
            }
            terminal.tick(clock.instant(), lookout.known());
        });
    }

    void look(Terminal terminal, Lookout from) {
        lookout = from;
        repeat(BETWEEN_LOOKS_MILLIS, () -> look(terminal, from, clock));
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
        repeated.forEach(turn -> turn.cancel(false));
        turns.shutdown();
    }

    private void repeat(long pause, Runnable turn) {
        repeated.add(turns.scheduleWithFixedDelay(turn, pause, pause, TimeUnit.MILLISECONDS));
    }

    private static Thread daemon(Runnable turn) {
        Thread thread = new Thread(turn, "cleanslate-terminal");
        thread.setDaemon(true);
        return thread;
    }
}
