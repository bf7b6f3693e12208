package dev.cleanslate.session;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import java.time.Instant;

/** The events of a reset that runs on a copy: what is committed there is not committed in the database. */
record OnCopy(RunListener listener) implements RunListener {

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.Committing) {
            return;
        }
        if (event instanceof RunEvent.Committed committed) {
            listener.on(at, new RunEvent.Note("Committed on the copy, transaction " + committed.transaction() + "."));
            return;
        }
        listener.on(at, event);
    }
}
