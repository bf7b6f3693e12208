package dev.cleanslate.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The person at the terminal. Whoever does not answer one question in time is not asked another. */
public final class Prompt {

    private final BufferedReader terminal;
    private final PrintStream screen;
    private final Duration limit;
    private final CompletableFuture<Optional<String>> withdrawn = new CompletableFuture<>();
    private boolean gone;

    Prompt(BufferedReader terminal, PrintStream screen, Duration limit) {
        this.terminal = terminal;
        this.screen = screen;
        this.limit = limit;
    }

    /** Somebody who reads what is printed there and types here. */
    public static Prompt of(Reader typed, PrintStream screen) {
        return new Prompt(new BufferedReader(typed), screen, LastQuestion.LIMIT);
    }

    Duration limit() {
        return limit;
    }

    /**
     * What was typed; empty at the end of the input.
     *
     * @throws TimeoutException when nothing was typed in time, now or at an earlier question
     */
    Optional<String> answer(String question) throws TimeoutException {
        if (gone) {
            throw new TimeoutException();
        }
        screen.print(question);
        screen.flush();
        try {
            return line();
        } catch (TimeoutException e) {
            gone = true;
            screen.println();
            throw e;
        }
    }

    /** Done when a line is typed, or the input ends. */
    CompletableFuture<Optional<String>> enter() {
        return typed();
    }

    /** Nobody need answer any more; from any thread. */
    void withdraw() {
        withdrawn.complete(Optional.empty());
    }

    /** Reading from a terminal cannot be interrupted, so the thread that does it is left behind when nobody answers. */
    private Optional<String> line() throws TimeoutException {
        try {
            return typed().applyToEither(withdrawn, typed -> typed).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The thread that reads the answer never fails.", e);
        }
    }

    private CompletableFuture<Optional<String>> typed() {
        var answer = new CompletableFuture<Optional<String>>();
        var reader = new Thread(
                () -> {
                    try {
                        answer.complete(Optional.ofNullable(terminal.readLine()));
                    } catch (IOException e) {
                        answer.complete(Optional.empty());
                    }
                },
                "cleanslate-question");
        reader.setDaemon(true);
        reader.start();
        return answer;
    }
}
