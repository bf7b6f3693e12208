package dev.cleanslate.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Gives an interrupted run its exit code. The JVM would report a signal as 128 plus its number, whatever the run comes
 * to; a script has to see what became of it, so the last thing a shutdown hook does here is to end the JVM with that.
 */
final class ExitOnSignal {

    /** The run did not come to an end in time, so what became of it only its record and the server can tell. */
    private static final int IN_DOUBT = 5;

    private static final long PATIENCE_SECONDS = 25;

    private ExitOnSignal() {}

    static int around(IntSupplier command) {
        var code = new CompletableFuture<Integer>();
        var hook = new Thread(() -> Runtime.getRuntime().halt(awaited(code)), "cleanslate-exit-code");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            code.complete(command.getAsInt());
        } finally {
            code.complete(IN_DOUBT);
        }
        removed(hook);
        return code.join();
    }

    /** A hook that can still be taken away is not running; taken away, it cannot spoil an orderly exit. */
    private static void removed(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // A signal came: the hook ends the JVM with the same code.
        }
    }

    private static int awaited(CompletableFuture<Integer> code) {
        int ended = code.completeOnTimeout(IN_DOUBT, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        System.out.flush();
        System.err.flush();
        return ended;
    }
}
