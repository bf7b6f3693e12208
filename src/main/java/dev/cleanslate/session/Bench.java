package dev.cleanslate.session;

import dev.cleanslate.run.RunEvents;
import java.util.Optional;

/** What a run keeps while it lasts, as far as its runner has to know. */
interface Bench extends AutoCloseable {

    RunEvents events();

    void events(RunEvents made);

    boolean committed();

    int attempts();

    /** Ends the running statement; from any thread. */
    void cancel();

    /** Why the run was cancelled by itself, when it was. */
    default Optional<String> overrun() {
        return Optional.empty();
    }

    /** Gives up what is not committed, so that nobody waits for its locks while the record is written. */
    void rollback();

    @Override
    void close();
}
