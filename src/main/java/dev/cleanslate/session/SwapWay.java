package dev.cleanslate.session;

import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.rehearsal.Purpose;
import dev.cleanslate.rehearsal.Restored;
import dev.cleanslate.rehearsal.Restoring;
import dev.cleanslate.rehearsal.Sibling;
import dev.cleanslate.run.Commit;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.StepFailure;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Into a new database beside, which then takes the name: the old one serves until that moment, and is kept. */
final class SwapWay implements PutBack {

    private final RestoreBench restore;
    private final String kept;
    private volatile @Nullable Sibling sibling;
    private volatile @Nullable PgSession session;
    private String oid = "";
    private boolean committed;

    SwapWay(RestoreBench restore) {
        this.restore = restore;
        this.kept = Sibling.keptAs(restore.bench().url().database(), restore.moment());
    }

    @Override
    public List<String> foretold() {
        return List.of(
                "It is put back into a new database, which takes the name \""
                        + restore.bench().url().database()
                        + "\" in one transaction once it was compared with the backup"
                        + " (--way in-place does it otherwise).",
                restore.wish().dropOld()
                        ? "The database as it is now is dropped afterwards (--drop-old)."
                        : "The database as it is now is kept as \"" + kept + "\", with everything in it.");
    }

    @Override
    public void putBack(String step) {
        Workbench bench = restore.bench();
        Sibling made = Sibling.make(bench.url(), bench.session(), bench.events()::note);
        sibling = made;
        bench.watch.at(made.url(), "pg_restore", "cleanslate restore");
        Restored restored = new Restoring(
                        restore.backup(),
                        bench.rig().backups().tools(),
                        made.url(),
                        bench.rig().backups().jobs(),
                        Set.of(),
                        restore.progress(step),
                        Purpose.ORIGINAL)
                .run();
        restore.leftOut(restored.leftOut());
        PgSession opened = PgSession.open(made.url(), "cleanslate restore");
        session = opened;
        oid = Marker.ofThis(opened, "").databaseOid();
    }

    @Override
    public List<String> differences(Contents then, Consumer<String> working) {
        return then.differences(Contents.of(restored(), working));
    }

    @Override
    public PgSession restored() {
        return Objects.requireNonNull(session, "nothing was put back yet");
    }

    /** Nobody may be in either database then, this run's own sessions included. */
    @Override
    public void commit() {
        Workbench bench = restore.bench();
        Sibling made = Objects.requireNonNull(sibling, "nothing was put back yet");
        PgSession inside = restored();
        session = null;
        inside.close();
        bench.letGo();
        made.exchange(kept, restore.wish().endSessions());
        new Commit(bench.events(), () -> PgSession.open(made.maintenanceUrl(), "cleanslate doubt"))
                .of(made.maintenance());
        committed = true;
        made.exchanged();
    }

    @Override
    public boolean committed() {
        return committed;
    }

    @Override
    public void afterwards() {
        Workbench bench = restore.bench();
        try (PgSession now = PgSession.open(bench.url(), "cleanslate restore")) {
            String found = Marker.ofThis(now, "").databaseOid();
            if (!found.equals(oid)) {
                throw new StepFailure(
                        StepFailure.Kind.AFTER_COMMIT,
                        "the two databases have changed names, but " + bench.url() + " leads to another one (OID "
                                + found + ", restored was " + oid + "): look at the pooler or proxy in between.");
            }
        }
        if (restore.wish().dropOld()) {
            Sibling made = Objects.requireNonNull(sibling, "nothing was put back yet");
            made.drop(kept).ifPresent(why -> {
                throw new StepFailure(
                        StepFailure.Kind.AFTER_COMMIT,
                        "the old database is still there as \"" + kept + "\": " + why + ". Drop it by hand.");
            });
        }
    }

    @Override
    public String next() {
        return restore.wish().dropOld()
                ? "start the application again."
                : "start the application again. The database from before is \"" + kept
                        + "\"; when nobody needs it any more:\n  DROP DATABASE " + QualifiedName.quote(kept) + ";";
    }

    @Override
    public void cancel() {
        PgSession open = session;
        if (open != null) {
            open.cancel();
        }
        Sibling made = sibling;
        if (made != null && !committed) {
            made.interrupt();
        }
    }

    @Override
    public void close() {
        PgSession open = session;
        if (open != null) {
            session = null;
            open.close();
        }
        Sibling made = sibling;
        if (made != null) {
            sibling = null;
            made.close();
        }
    }
}
