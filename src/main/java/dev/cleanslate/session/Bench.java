package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.run.RunEvents;
import java.nio.file.Path;
import java.util.Optional;

/** What a run keeps while it lasts, as far as its runner has to know. */
interface Bench extends AutoCloseable {

    RunEvents events();

    void events(RunEvents made);

    /** Where this run leaves its record. */
    default void folder(Path made) {}

    /** Told before the run's last event, so that what it says can be among the files that are signed. */
    default void conclude(Evidence evidence) {}

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
