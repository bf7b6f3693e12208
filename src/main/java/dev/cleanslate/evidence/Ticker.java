package dev.cleanslate.evidence;

import java.time.Clock;

/**
 * Calls a terminal twice a second, and looks out for it at what a silent step is at. Both on threads that keep no process
 * alive, and not on the same: the time goes on also when no answer comes.
 */
final class Ticker {

    private static final long PAUSE_MILLIS = 500;
    private static final long BETWEEN_LOOKS_MILLIS = 2_000;

    private final Clock clock;
    private final TerminalWidth width;
    private volatile boolean stopped;
    private volatile Lookout lookout = Lookout.NONE;

    Ticker(Clock clock, TerminalWidth width) {
        this.clock = clock;
        this.width = width;
    }

    void start(Terminal terminal) {
        begin("cleanslate-terminal", PAUSE_MILLIS, () -> {
            if (terminal.live()) {
                width.ask();
            }
            terminal.tick(clock.instant(), lookout.known());
        });
    }

    void look(Terminal terminal, Lookout from) {
        lookout = from;
        begin("cleanslate-lookout", BETWEEN_LOOKS_MILLIS, () -> look(terminal, from, clock));
    }

    static void look(Terminal terminal, Lookout lookout, Clock clock) {
        String silent = terminal.silent(clock.instant());
        if (silent.isEmpty()) {
            lookout.rest();
        } else {
            terminal.seen(clock.instant(), silent, lookout.look());
        }
    }

    void stop() {
        stopped = true;
    }

    private void begin(String name, long pause, Runnable turn) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!stopped) {
                            Thread.sleep(pause);
                            if (!stopped) {
                                turn.run();
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
