package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** For what others do in their own time: looks again until it is so, and in the end says what did not come. */
public final class Await {

    private static final long PAUSE_NANOS = 20_000_000;

    private Await() {}

    /** {@code what} completes "waited for". */
    public static void until(String what, Duration limit, Callable<Boolean> so) {
        passes(what, limit, () -> assertThat(so.call()).isTrue());
    }

    /** Fails, or throws, as long as it is not so. */
    @FunctionalInterface
    public interface Look {
        void at() throws Exception;
    }

    /** A failure of a look means "not yet": a server that comes up refuses at first. */
    public static void passes(String what, Duration limit, Look look) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                look.at();
                return;
            } catch (Exception | AssertionError notYet) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError(
                            "waited " + limit.toSeconds() + " s for " + what + ": " + notYet.getMessage(), notYet);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
