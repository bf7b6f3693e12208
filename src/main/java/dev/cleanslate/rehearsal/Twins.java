package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether what is to be rehearsed on is the target itself under another address. Names and identifiers are not enough: a
 * copy made of the files, as branches and thin clones are, has them all in common with its original. So the two are asked
 * for what only one running database can share, too.
 *
 * @param oneDatabase a lock taken in one is held in the other
 * @param oneServer they are of one start of one server
 * @param oneStorage they are of one server and, where it has such, one branch; on Neon, of whatever starts of it
 * @param original what is to be rehearsed on is marked as the original of this environment; not asked of a copy of the
 *     target's files, which has the target's mark
 */
record Twins(boolean oneDatabase, boolean oneServer, boolean oneStorage, Optional<String> original) {

    static Twins between(PgSession target, PgSession other) {
        Marker here = Marker.ofThis(target, "");
        Marker there = Marker.ofThis(other, "");
        boolean sameSystem = here.systemIdentifier().isEmpty()
                || there.systemIdentifier().isEmpty()
                || here.systemIdentifier().equals(there.systemIdentifier());
        return new Twins(
                shareALock(target, other),
                sameSystem && started(target).equals(started(other)),
                !here.branch().isEmpty() && here.sameServer(there),
                here.sameServer(there) && here.sameDatabase(there) ? Optional.empty() : original(other, there));
    }

    /** Empty when it may be rehearsed on. */
    Optional<String> objection(boolean holdsData) {
        if (oneDatabase) {
            return Optional.of("is the target itself, under whatever address");
        }
        if (oneServer || oneStorage) {
            return Optional.of("stands on the target's own server, where a copy would take its space and time"
                    + " (rehearsal: { on: clone } is for that)");
        }
        return original.filter(marked -> holdsData)
                .map(environment ->
                        "is marked as the original of \"" + environment + "\", and a rehearsal would really reset it");
    }

    /** Inside a transaction on both sides, so that a pooler in between cannot hand the lock to others. */
    private static boolean shareALock(PgSession target, PgSession other) {
        String take = "SELECT pg_catalog.pg_try_advisory_xact_lock("
                + ThreadLocalRandom.current().nextLong() + ")";
        target.begin(Isolation.READ_COMMITTED, true);
        other.begin(Isolation.READ_COMMITTED, true);
        try {
            return !target.query(take).get(0).bool(0)
                    || !other.query(take).get(0).bool(0);
        } finally {
            other.rollback();
            target.rollback();
        }
    }

    private static String started(PgSession session) {
        return String.valueOf(session.query("SELECT pg_catalog.pg_postmaster_start_time()::pg_catalog.timestamptz(6)"
                        + " AT TIME ZONE 'UTC'")
                .get(0)
                .text(0));
    }

    private static Optional<String> original(PgSession other, Marker there) {
        List<Marker> markers = Marker.present(other) ? Marker.read(other) : List.of();
        return markers.stream()
                .filter(marker -> marker.sameServer(there) && marker.sameDatabase(there))
                .map(Marker::environment)
                .findFirst();
    }
}
