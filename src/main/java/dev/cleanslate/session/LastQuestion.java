package dev.cleanslate.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The question at the point of no return, with everything green and the transaction open. Locks are held while it waits,
 * so it waits for a time only; no answer is a no.
 */
final class LastQuestion {

    static final Duration LIMIT = Duration.ofMinutes(5);

    private final BufferedReader terminal;
    private final PrintStream screen;
    private final Duration limit;
    private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();

    LastQuestion(BufferedReader terminal, PrintStream screen, Duration limit) {
        this.terminal = terminal;
        this.screen = screen;
        this.limit = limit;
    }

    /** The reason to roll back; empty when the number of rows was typed. {@code name} is what the target is confirmed as. */
    Optional<String> unlessAnswered(ForetoldRows rows, String name) {
        screen.printf(
                Locale.ROOT,
                "Everything is green, nothing is committed yet. %,d rows of %s go with the next COMMIT, and only a backup brings"
                        + " them back.%nType the number of rows to commit; anything else rolls back (%d s): ",
                rows.rows(),
                name,
                limit.toSeconds());
        screen.flush();
        try {
            return line().map(typed -> rows.unlessTyped(Optional.of(typed)))
                    .orElseGet(() ->
                            Optional.of("the question at the point of no return found the end of the input instead"
                                    + " of an answer. Rolled back, nothing was changed."));
        } catch (TimeoutException e) {
            screen.println();
            return Optional.of("the question at the point of no return was not answered within " + limit.toSeconds()
                    + " s. Rolled back, nothing was changed.");
        }
    }

    /** Nobody need answer any more; from any thread. */
    void withdraw() {
        answer.complete(Optional.empty());
    }

    /** Reading from a terminal cannot be interrupted, so the thread that does it is left behind when nobody answers. */
    private Optional<String> line() throws TimeoutException {
        var reader = new Thread(
                () -> {
                    try {
                        answer.complete(Optional.ofNullable(terminal.readLine()));
                    } catch (IOException e) {
                        answer.complete(Optional.empty());
                    }
                },
                "cleanslate-last-question");
        reader.setDaemon(true);
        reader.start();
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The thread that reads the answer never fails.", e);
        }
    }
}
