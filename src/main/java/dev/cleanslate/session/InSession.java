package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Commit;

/** A way that goes through the run's own session, in a transaction of it. */
abstract sealed class InSession implements PutBack permits InPlaceWay, TablesWay {

    final RestoreBench restore;
    private boolean committed;

    InSession(RestoreBench restore) {
        this.restore = restore;
    }

    @Override
    public final PgSession restored() {
        return restore.bench().session();
    }

    @Override
    public final void commit() {
        Workbench bench = restore.bench();
        bench.session(
                new Commit(bench.events(), () -> PgSession.open(bench.url(), "cleanslate doubt")).of(bench.session()));
        committed = true;
    }

    @Override
    public final boolean committed() {
        return committed;
    }

    @Override
    public final void cancel() {
        // The session is the bench's, which cancels it.
    }

    @Override
    public final void close() {
        if (restore.bench().connected()) {
            restored().rollback();
        }
    }
}
