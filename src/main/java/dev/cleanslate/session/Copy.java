package dev.cleanslate.session;

import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvents;
import org.jspecify.annotations.Nullable;

/** The copy that a rehearsal runs on: where it is, the one session on it, and how it goes away. */
final class Copy implements AutoCloseable {

    private final DatabaseUrl url;
    private final Runnable remove;
    private final Catalog catalog;
    private volatile PgSession session;
    private @Nullable Reset reset;

    Copy(DatabaseUrl url, Runnable remove) {
        this.url = url;
        this.remove = remove;
        this.session = PgSession.open(url, "cleanslate rehearsal");
        this.catalog = CatalogReader.read(session);
    }

    /** The plan of the database itself, run on this catalog: a copy deparses its own expressions, and has other OIDs. */
    Reset reset(Plan plan, RunEvents events) {
        reset = new Reset(
                session,
                plan,
                catalog,
                new RunEvents(new OnCopy(events.listener()), events.clock()),
                () -> PgSession.open(url, "cleanslate doubt"));
        return reset;
    }

    void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        try {
            if (reset != null) {
                reset.rollback();
                session = reset.session();
            }
            session.close();
        } finally {
            remove.run();
        }
    }
}
