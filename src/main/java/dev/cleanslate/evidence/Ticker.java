package dev.cleanslate.evidence;

import java.time.Clock;

/** Calls a terminal twice a second, on a thread that keeps no process alive. */
final class Ticker {

    private static final long PAUSE_MILLIS = 500;

    private final Clock clock;
    private volatile boolean stopped;

    Ticker(Clock clock) {
        this.clock = clock;
    }

    void start(Terminal terminal) {
        Thread thread = new Thread(() -> run(terminal), "cleanslate-terminal");
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        stopped = true;
    }

    private void run(Terminal terminal) {
        try {
            while (!stopped) {
                Thread.sleep(PAUSE_MILLIS);
                if (!stopped) {
                    terminal.tick(clock.instant());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
