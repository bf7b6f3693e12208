package dev.cleanslate.session;

import dev.cleanslate.postgres.Blocker;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.rehearsal.InPlace;
import dev.cleanslate.rehearsal.Purpose;
import dev.cleanslate.rehearsal.Restoring;
import dev.cleanslate.run.Contents;
import dev.cleanslate.run.StepFailure;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** In the database itself, in one transaction that is looked at before it is committed. */
final class InPlaceWay extends InSession {

    private static final int SHOWN = 20;

    private final List<String> why;

    /** {@code why} the other way is not open; none where this one was asked for. */
    InPlaceWay(RestoreBench restore, List<String> why) {
        super(restore);
        this.why = why;
    }

    @Override
    public List<String> foretold() {
        return List.of(
                "It is put back in place, in one transaction"
                        + (why.isEmpty()
                                ? "."
                                : ", since it cannot be swapped with a new database: " + String.join("; ", why) + "."),
                "Every table is locked against everybody meanwhile. What the backup does not know stays as it is.");
    }

    @Override
    public void putBack(String step) {
        restore.bench().watch.follow(restore.bench(), "pg_restore", "cleanslate restore");
        Workbench bench = restore.bench();
        PgSession session = bench.session();
        var work = new InPlace(
                new Restoring(
                        restore.backup(),
                        bench.rig().backups().tools(),
                        bench.url(),
                        1,
                        Set.of(),
                        restore.progress(step),
                        Purpose.ORIGINAL),
                session);
        if (restore.wish().endSessions()) {
            work.endOthers();
        }
        session.begin(Isolation.READ_COMMITTED, false);
        lock(session, work);
        InPlace.Outcome outcome = work.run();
        restore.leftOut(outcome.leftOut());
        if (!outcome.stayed().isEmpty()) {
            bench.events()
                    .note("Not in the backup, and left as it is: "
                            + outcome.stayed().stream().limit(SHOWN).collect(Collectors.joining(", "))
                            + (outcome.stayed().size() > SHOWN
                                    ? " and " + (outcome.stayed().size() - SHOWN) + " more"
                                    : "")
                            + ".");
        }
    }

    private void lock(PgSession session, InPlace work) {
        try {
            session.execute("SET LOCAL lock_timeout = '10s'");
            work.lock();
        } catch (SqlFailure failure) {
            if (!LockedOut.is(failure)) {
                throw failure;
            }
            String holders = restore.bench().onlooker().session().blockersOf(work.tables()).stream()
                    .filter(blocker -> !blocker.applicationName().startsWith("cleanslate "))
                    .map(Blocker::toString)
                    .distinct()
                    .limit(SHOWN)
                    .collect(Collectors.joining("; "));
            throw new StepFailure(
                    StepFailure.Kind.REFUSED,
                    "the tables could not be locked within 10 s"
                            + (holders.isEmpty() ? "" : "; held by: " + holders)
                            + ". Stop the application, or let the sessions be ended (--end-sessions). Nothing was"
                            + " changed.",
                    failure);
        }
    }

    /** Tables that the backup does not know stay, and are none. */
    @Override
    public List<String> differences(Contents then, Consumer<String> working) {
        return then.missingOrOther(Contents.of(restored(), working));
    }

    @Override
    public void afterwards() {
        restored().execute("ANALYZE");
    }

    @Override
    public String next() {
        return "start the application again.";
    }
}
