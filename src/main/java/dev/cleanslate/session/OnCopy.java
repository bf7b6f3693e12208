package dev.cleanslate.session;

import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The events of a reset that runs on a copy: what is committed there is not committed in the database. Counts the rows of
 * each step on the way.
 */
final class OnCopy implements RunListener {

    private final RunListener listener;
    private final Map<String, Long> rows = new HashMap<>();

    OnCopy(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.Committing) {
            return;
        }
        if (event instanceof RunEvent.Committed committed) {
            listener.on(at, new RunEvent.Note("Committed on the copy, transaction " + committed.transaction() + "."));
            return;
        }
        if (event instanceof RunEvent.AttemptFailed) {
            rows.clear();
        }
        if (event instanceof RunEvent.Progress progress) {
            rows.merge(progress.id(), progress.rows(), Long::sum);
        }
        listener.on(at, event);
    }

    long rows(String step) {
        return rows.getOrDefault(step, 0L);
    }
}
