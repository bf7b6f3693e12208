package dev.cleanslate.session;

import dev.cleanslate.evidence.Evidence;
import dev.cleanslate.evidence.Lookout;
import dev.cleanslate.run.RunEvents;
import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Contact;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a run keeps while it lasts, as far as its runner has to know. */
interface Bench extends AutoCloseable {

    RunEvents events();

    void events(RunEvents made);

    /** Told before the run's last event, so that what it says can be among the files that are signed. */
    default void conclude(Evidence evidence) {}

    /** The record is open; {@code whole}: no step of the run was filtered out. */
    void opened(String run, Path folder, boolean whole);

    /** Whom to call when the run aborts. */
    default List<Contact> contacts() {
        return List.of();
    }

    boolean committed();

    /** Says what is so after a failure that came too late to roll back. */
    void aftermath(List<String> failed, List<String> left, Path folder);

    /** Whether a step is reached although that one failed: of smoke tests one wants to hear the others too. */
    default boolean goesOn(Step failed, Step next) {
        return failed.stage() == Stage.SMOKE && next.stage() == Stage.SMOKE;
    }

    /** What is still to be done once it is known how the run ends. */
    List<Step> last(Ending ending);

    int attempts();

    /** The process was told to end; from any thread. What is done at the end of the run must be done soon. */
    void signalled();

    /** Ends the running statement; from any thread. */
    void cancel();

    /** Why the run was cancelled by itself, when it was. */
    default Optional<String> overrun() {
        return Optional.empty();
    }

    /** Gives up what is not committed, so that nobody waits for its locks while the record is written. */
    void rollback();

    /** For whoever watches the run. */
    default Lookout lookout() {
        return Lookout.NONE;
    }

    @Override
    void close();
}
