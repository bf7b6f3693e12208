package dev.cleanslate.run;

import dev.cleanslate.run.HttpProbe.Asked;
import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.HttpCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks a server again and again for a while: each answer must be right, and all of them fast enough on average. */
final class HttpVigil {

    private static final Duration PACE = Duration.ofSeconds(1);
    private static final int FEWEST = 10;

    private final HttpProbe probe;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    HttpVigil(HttpProbe probe) {
        this.probe = probe;
    }

    /** Once a second, and where the time is short so often that there is an average to speak of. */
    Optional<String> objection(HttpCheck check, Duration lasting, Consumer<Reading> told) {
        Duration pace = lasting.dividedBy(FEWEST).compareTo(PACE) < 0 ? lasting.dividedBy(FEWEST) : PACE;
        long end = System.nanoTime() + lasting.toNanos();
        Duration sum = Duration.ZERO;
        Duration longest = Duration.ZERO;
        int answers = 0;
        while (true) {
            long next = System.nanoTime() + pace.toNanos();
            Asked asked = probe.ask(check, reading -> {});
            answers++;
            if (asked.objection().isPresent()) {
                return Optional.of(
                        "request " + answers + ": " + asked.objection().get());
            }
            sum = sum.plus(asked.elapsed());
            longest = asked.elapsed().compareTo(longest) > 0 ? asked.elapsed() : longest;
            if (next >= end) {
                break;
            }
            if (interruptedUntil(next)) {
                return Optional.of("it was given up after " + answers + " requests, since the run was interrupted.");
            }
        }
        Duration average = sum.dividedBy(answers);
        int asked = answers;
        told.accept(new Reading("requests", asked + " right", asked + " right"));
        check.average()
                .ifPresent(most -> told.accept(
                        new Reading("ms on average", "<=" + most.toMillis(), String.valueOf(average.toMillis()))));
        Duration slowest = longest;
        return check.average()
                .filter(most -> average.compareTo(most) > 0)
                .map(most -> check.method() + " " + Text.printable(check.url()) + " took " + average.toMillis()
                        + " ms on average over " + asked + " requests, more than " + Text.duration(most)
                        + "; the slowest took " + slowest.toMillis() + " ms.");
    }

    void cancel() {
        cancelled.countDown();
    }

    private boolean interruptedUntil(long next) {
        try {
            return cancelled.await(Math.max(0, next - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
