package dev.cleanslate.run;

import dev.cleanslate.postgres.PgSession;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What this transaction did to each table, from PostgreSQL's own counters: no scan. The counters can still hold what
 * the session did before, so a tally is always the difference of two readings.
 */
record Tally(Map<Long, Counts> byOid) {

    record Counts(long inserted, long updated, long deleted) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
        }

        Counts minus(Counts other) {
            return new Counts(inserted - other.inserted, updated - other.updated, deleted - other.deleted);
        }
    }

    static Tally read(PgSession session) {
        var byOid = new HashMap<Long, Counts>();
        session.query("""
                        SELECT relid::pg_catalog.int8, n_tup_ins, n_tup_upd, n_tup_del
                        FROM pg_catalog.pg_stat_xact_all_tables
                        WHERE n_tup_ins <> 0 OR n_tup_upd <> 0 OR n_tup_del <> 0""")
                .forEach(row -> byOid.put(row.number(0), new Counts(row.number(1), row.number(2), row.number(3))));
        return new Tally(Map.copyOf(byOid));
    }

    Counts since(Tally earlier, Collection<Long> oids) {
        return oids.stream().map(oid -> of(oid).minus(earlier.of(oid))).reduce(Counts.NONE, Counts::plus);
    }

    private Counts of(Long oid) {
        return byOid.getOrDefault(oid, Counts.NONE);
    }

    /** The file each table's rows live in; TRUNCATE and rewrites change it and show in no counter. */
    static Map<Long, Long> files(PgSession session, Collection<Long> oids) {
        if (oids.isEmpty()) {
            return Map.of();
        }
        String list = oids.stream().map(String::valueOf).collect(Collectors.joining(","));
        var files = new HashMap<Long, Long>();
        session.query("SELECT oid::pg_catalog.int8, coalesce(pg_catalog.pg_relation_filenode(oid), 0)::pg_catalog.int8"
                        + " FROM pg_catalog.pg_class WHERE oid IN (" + list + ")")
                .forEach(row -> files.put(row.number(0), row.number(1)));
        return files;
    }
}
