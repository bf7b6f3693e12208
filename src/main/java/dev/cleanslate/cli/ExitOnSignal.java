package dev.cleanslate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Gives an interrupted run its exit code. The JVM would report a signal as 128 plus its number, whatever the run comes
 * to; a script has to see 4, so the last thing a shutdown hook does here is to end the JVM with it.
 */
final class ExitOnSignal {

    private static final int ROLLED_BACK = 4;
    private static final long PATIENCE_SECONDS = 25;

    private ExitOnSignal() {}

    static int around(IntSupplier command) {
        var ended = new CountDownLatch(1);
        var orderly = new AtomicBoolean();
        var hook = new Thread(() -> haltUnlessOrderly(ended, orderly), "cleanslate-exit-code");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            int code = command.getAsInt();
            orderly.set(!shuttingDown(hook));
            return code;
        } finally {
            ended.countDown();
        }
    }

    /** A hook that can still be taken away is not running; taken away, it cannot spoil an orderly exit. */
    private static boolean shuttingDown(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException underWay) {
            return true;
        }
    }

    private static void haltUnlessOrderly(CountDownLatch ended, AtomicBoolean orderly) {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("cleanslate: did not end in time after the interruption.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (!orderly.get()) {
            System.out.flush();
            System.err.flush();
            Runtime.getRuntime().halt(ROLLED_BACK);
        }
    }
}
