package dev.cleanslate.session;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.plan.PhasePlan;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.Reset;
import dev.cleanslate.run.RunEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The copy that a rehearsal runs on: where it is, the session on it, what it showed, and how it goes away. */
final class Copy implements AutoCloseable {

    private final Origin origin;
    private final DatabaseUrl url;
    private final Runnable remove;
    private final PgSession session;
    private final Catalog catalog;
    private final List<Certificate.Phase> phases = new ArrayList<>();

    /** How it came about: {@code server} is one of DESIGN.md's words, {@code restored} the time an undo would take. */
    record Origin(String server, Duration restored, Optional<Certificate.Backup> backup) {}

    /** Takes over the copy, to remove it also when it cannot be used. */
    static Copy at(DatabaseUrl url, Origin origin, Runnable remove) {
        try {
            return new Copy(url, origin, remove);
        } catch (RuntimeException unusable) {
            remove.run();
            throw unusable;
        }
    }

    private Copy(DatabaseUrl url, Origin origin, Runnable remove) {
        this.url = url;
        this.remove = remove;
        this.origin = origin;
        this.session = PgSession.open(url, "cleanslate rehearsal");
        try {
            this.catalog = CatalogReader.read(session);
        } catch (RuntimeException unreadable) {
            session.close();
            throw unreadable;
        }
    }

    /** The plan of the database itself, run on this catalog: a copy deparses its own expressions, and has other OIDs. */
    Reset reset(Plan plan, RunEvents events) {
        return new Reset(session, plan, catalog, events, () -> PgSession.open(url, "cleanslate doubt"));
    }

    void phase(Reset reset, OnCopy seen, String step, PhasePlan phase) {
        long started = System.nanoTime();
        reset.phase(step, phase);
        phases.add(new Certificate.Phase(
                phase.phase().name(),
                seen.rows(step),
                (System.nanoTime() - started) / 1_000_000,
                reset.session().strongestLock().orElse("none")));
    }

    void watched(Watchpost watch) {
        watch.at(url, session);
    }

    List<Certificate.Phase> phases() {
        return List.copyOf(phases);
    }

    Certificate.Copy described() {
        return new Certificate.Copy(
                origin.server(), catalog.server().version(), origin.restored().toMillis());
    }

    Optional<Certificate.Backup> backup() {
        return origin.backup();
    }

    Contents contents(Consumer<String> working) {
        return Contents.of(session, working);
    }

    DatabaseUrl url() {
        return url;
    }

    void cancel() {
        session.cancel();
    }

    @Override
    public void close() {
        try {
            session.close();
        } finally {
            remove.run();
        }
    }
}
