package dev.cleanslate.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C, SIGTERM and a lost parent: the JVM is on its way out while the run is under way. The running statement is
 * cancelled, and the JVM waits until the run has rolled back and written its record.
 */
final class Interruption {

    private static final long PATIENCE_SECONDS = 20;

    private final Thread hook;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    private Interruption(Runnable cancel) {
        hook = new Thread(
                () -> {
                    interrupted.set(true);
                    cancel.run();
                    await();
                },
                "cleanslate-interruption");
    }

    static Interruption watch(Runnable cancel) {
        var interruption = new Interruption(cancel);
        try {
            Runtime.getRuntime().addShutdownHook(interruption.hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            interruption.interrupted.set(true);
        }
        return interruption;
    }

    private void await() {
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("cleanslate: the run did not end within " + PATIENCE_SECONDS
                        + " s; the server rolls it back when it notices that the connection is gone.");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    boolean happened() {
        return interrupted.get();
    }

    void over() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running: it was waiting for the count down above.
        }
    }
}
