package dev.cleanslate.session;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import java.util.List;
import java.util.Optional;

/**
 * The identity marker of what was put back. A backup carries the marker along as it was then, of a database that may have
 * had another OID or been another one altogether; whoever resets the restored one later must find it to be itself.
 */
final class RestoredMarker {

    private RestoredMarker() {}

    /** Of the database as it is before anything is put back. */
    static Optional<Marker> present(PgSession session) {
        List<Marker> rows = Marker.present(session) ? Marker.read(session) : List.of();
        return rows.size() == 1 ? Optional.of(rows.get(0)) : Optional.empty();
    }

    /**
     * In the open transaction, which the restore commits. Where none is open this is the new database that nobody knows
     * yet: a commit of its own is told to nobody, since nothing has taken effect by it, and where it is lost that database
     * is dropped with all the rest of an interrupted restore.
     *
     * @param name the name that the database will have
     */
    static Optional<String> mend(PgSession session, Optional<Marker> before, String target, String name) {
        boolean own = !session.inTransaction();
        if (own) {
            session.begin(Isolation.READ_COMMITTED, false);
        }
        try {
            Optional<String> done = mended(session, before, target, name);
            if (own) {
                session.commit();
            }
            return done;
        } finally {
            if (own) {
                session.rollback();
            }
        }
    }

    private static Optional<String> mended(PgSession session, Optional<Marker> before, String target, String name) {
        Optional<Marker> carried = present(session);
        if (carried.isEmpty() && before.isEmpty()) {
            return Optional.empty();
        }
        Marker here = Marker.ofThis(session, target);
        if (before.isEmpty() && !carried.map(Marker::environment).equals(Optional.of(target))) {
            session.execute("DROP TABLE cleanslate.identity");
            return Optional.of("The backup carried the identity marker of \""
                    + carried.map(Marker::environment).orElse("") + "\", which this database is not: it was left out.");
        }
        Marker wanted = new Marker(
                before.map(Marker::environment).orElse(target),
                here.systemIdentifier(),
                here.databaseOid(),
                name,
                here.branch(),
                Optional.empty());
        if (carried.filter(marker -> marker.equals(wanted)).isPresent()) {
            return Optional.empty();
        }
        wanted.rewrite(session);
        return Optional.of("The identity marker names the restored database (OID " + wanted.databaseOid()
                + "): to later runs it is \"" + wanted.environment() + "\" as before.");
    }
}
