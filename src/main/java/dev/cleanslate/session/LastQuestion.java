package dev.cleanslate.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * The question at the point of no return, with everything green and the transaction open. Locks are held while it waits,
 * so it waits for a time only; no answer is a no.
 */
final class LastQuestion {

    static final Duration LIMIT = Duration.ofMinutes(5);

    private final Prompt prompt;

    LastQuestion(Prompt prompt) {
        this.prompt = prompt;
    }

    /** The reason to roll back; empty when the number of rows was typed. {@code name} is what the target is confirmed as. */
    Optional<String> unlessAnswered(ForetoldRows rows, String name) {
        String question = String.format(
                Locale.ROOT,
                "Everything is green, nothing is committed yet. %,d rows of %s go with the next COMMIT, and only a backup brings"
                        + " them back.%nType the number of rows to commit; anything else rolls back (%d s): ",
                rows.rows(),
                name,
                prompt.limit().toSeconds());
        try {
            return prompt.answer(question)
                    .map(typed -> rows.unlessTyped(Optional.of(typed)))
                    .orElseGet(() ->
                            Optional.of("the question at the point of no return found the end of the input instead"
                                    + " of an answer. Rolled back, nothing was changed."));
        } catch (TimeoutException e) {
            return Optional.of("the question at the point of no return was not answered within "
                    + prompt.limit().toSeconds() + " s. Rolled back, nothing was changed.");
        }
    }
}
