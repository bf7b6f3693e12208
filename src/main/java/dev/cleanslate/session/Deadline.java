package dev.cleanslate.session;

import dev.cleanslate.run.GateRunner;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Target.Timing;
import dev.cleanslate.suite.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Ends a reset that outlives the target's window or its {@code max-duration}: from that moment on its statements are
 * cancelled until it has rolled back. It counts from the first lock, since that is what others wait for.
 */
final class Deadline implements AutoCloseable {

    /** The clock may be set, and a machine may sleep: both clocks are looked at anew as often as this. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration INSIST = Duration.ofMillis(200);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm VV", Locale.ROOT);

    private final Clock clock;
    private final Instant end;
    /** By {@link System#nanoTime}, which nobody can set back: how long the reset may take; empty where a window alone says. */
    private final Optional<Duration> longest;

    private final long started = System.nanoTime();
    private final String message;
    private final Runnable cancel;
    private boolean passed;
    private boolean over;

    private Deadline(Clock clock, Instant end, Optional<Duration> longest, String message, Runnable cancel) {
        this.clock = clock;
        this.end = end;
        this.longest = longest;
        this.message = message;
        this.cancel = cancel;
    }

    /** The gate: whether the window is open now. */
    static Condition open(Workbench bench, Window window) {
        return new Condition("The maintenance window is open", bench.target.place(), true, any -> {
            Instant now = bench.invocation.present().clock().instant();
            bench.readings.add(window.toString(), TIME.format(now.atZone(window.zone())));
            if (window.closes(now).isEmpty()) {
                throw GateRunner.refused("it is " + TIME.format(now.atZone(window.zone()))
                        + ", and target \"" + bench.target.name() + "\" may be reset only between " + window
                        + ". It opens next at " + TIME.format(window.opensNext(now)) + ".");
            }
        });
    }

    /** Empty where the target sets no limit. */
    static Optional<Deadline> start(Clock clock, Timing timing, Runnable cancel) {
        Instant now = clock.instant();
        // A window that has closed since the preflight closes the run at once.
        Optional<Instant> closes =
                timing.window().map(window -> window.closes(now).orElse(now));
        Optional<Instant> longest = timing.maxDuration().map(now::plus);
        if (closes.isEmpty() && longest.isEmpty()) {
            return Optional.empty();
        }
        boolean window =
                closes.isPresent() && (longest.isEmpty() || closes.get().isBefore(longest.get()));
        String message = window
                ? "the maintenance window (" + timing.window().orElseThrow() + ") ended while the reset was running"
                : "the reset took longer than the target allows (max-duration: "
                        + words(timing.maxDuration().orElseThrow()) + ")";
        var deadline = new Deadline(
                clock,
                window ? closes.get() : longest.orElseThrow(),
                window ? Optional.empty() : timing.maxDuration(),
                message + ". It was cancelled and everything is rolled back. Nothing was changed.",
                cancel);
        var thread = new Thread(deadline::watch, "cleanslate-deadline");
        thread.setDaemon(true);
        thread.start();
        return Optional.of(deadline);
    }

    /** What is to be said of a run that was cancelled. */
    synchronized Optional<String> passed() {
        return passed ? Optional.of(message) : Optional.empty();
    }

    /** From here on nothing is cancelled any more: either it was too late before this, or it never will be. */
    synchronized void requireNotPassed() {
        passed |= left().isNegative() || left().isZero();
        close();
        if (passed) {
            throw new StepFailure(StepFailure.Kind.REFUSED, message);
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        notifyAll();
    }

    private synchronized void watch() {
        try {
            while (!over) {
                Duration left = left();
                if (!left.isNegative() && !left.isZero()) {
                    wait(Math.max(1, (left.compareTo(LOOK) < 0 ? left : LOOK).toMillis()));
                } else {
                    passed = true;
                    cancel.run();
                    wait(INSIST.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By whichever of the two clocks leaves less. */
    private Duration left() {
        Duration byClock = Duration.between(clock.instant(), end);
        return longest.map(most -> most.minusNanos(System.nanoTime() - started))
                .filter(left -> left.compareTo(byClock) < 0)
                .orElse(byClock);
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 != 0
                ? time.toMillis() + "ms"
                : time.toSeconds() % 60 != 0 ? time.toSeconds() + "s" : time.toMinutes() + "m";
    }
}
