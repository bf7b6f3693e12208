package dev.cleanslate.run;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a database holds, table by table, as of one snapshot: what a dump carries, so no views, foreign tables or tables of
 * extensions. Partitions stand for themselves.
 */
public record Contents(SortedMap<QualifiedName, Content> tables) {

    /** The large objects, as if they were a table; their fingerprint is empty where only a superuser could take it. */
    public static final QualifiedName LARGE_OBJECTS = new QualifiedName("pg_catalog", "pg_largeobject");

    /** Money is written as the locale says, types and functions as the search path says: a copy may have others. */
    private static final String SETTINGS = "SET LOCAL search_path = pg_catalog; SET LOCAL lc_monetary = 'C'";

    /** {@code opens} and {@code closes} are what {@link Fingerprints#ofCopied} puts around a row. */
    private static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name, columns.opens, columns.closes
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (
              SELECT pg_catalog.string_agg(pg_catalog.format(%s, a.attname), '' ORDER BY a.attname DESC) AS opens,
                     pg_catalog.string_agg(pg_catalog.format(%s, a.attname), '' ORDER BY a.attname) AS closes
              FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
            WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                              WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
                                AND d.deptype = 'e')
            ORDER BY 1, 2""".formatted(Fingerprints.OPENS, Fingerprints.CLOSES);

    private static final String READABLE =
            "SELECT pg_catalog.has_table_privilege('pg_catalog.pg_largeobject', 'SELECT')";
    private static final String COUNTED =
            "SELECT pg_catalog.count(*), NULL, NULL FROM pg_catalog.pg_largeobject_metadata";
    private static final String HASHED =
            "SELECT (SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata), pg_catalog.bit_xor(h),"
                    + " pg_catalog.sum(h) FROM (SELECT pg_catalog.hashtextextended("
                    + "ROW(t.loid, t.pageno, t.data)::pg_catalog.text, 0) AS h"
                    + " FROM pg_catalog.pg_largeobject AS t OFFSET 0) AS hashed";

    public Contents {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /**
     * In the session's open transaction, so in its snapshot; where none is open, in one of its own.
     *
     * @param progress hears the name of each table before it is read
     */
    public static Contents of(PgSession session, Consumer<String> progress) {
        if (session.inTransaction()) {
            return read(session, progress);
        }
        session.begin(Isolation.REPEATABLE_READ, true);
        try {
            return read(session, progress);
        } finally {
            session.rollback();
        }
    }

    /** How many rows each table holds that a dump would carry, now. */
    public static Map<QualifiedName, Long> counted(PgSession session) {
        return Content.count(session, List.copyOf(names(session)));
    }

    /** Of the tables that a dump would carry. */
    public static Set<QualifiedName> names(PgSession session) {
        return session.query(TABLES).stream()
                .map(row -> new QualifiedName(row.word("schema"), row.word("name")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of one table, in the session's open transaction. */
    public static Content of(PgSession session, QualifiedName table) {
        session.script(SETTINGS);
        return session.query(TABLES).stream()
                .filter(row -> row.word("schema").equals(table.schema())
                        && row.word("name").equals(table.name()))
                .findFirst()
                .map(row ->
                        Content.of(session.query(Fingerprints.ofCopied(table, row.text("opens"), row.text("closes")))
                                .get(0)))
                .orElseThrow(() -> new IllegalStateException(table + " is not there"));
    }

    private static Contents read(PgSession session, Consumer<String> progress) {
        session.script(SETTINGS);
        var tables = new TreeMap<QualifiedName, Content>();
        session.query(TABLES).forEach(row -> {
            var table = new QualifiedName(row.word("schema"), row.word("name"));
            progress.accept(table.toString());
            String sql = Fingerprints.ofCopied(table, row.text("opens"), row.text("closes"));
            tables.put(table, Content.of(session.query(sql).get(0)));
        });
        boolean readable = session.query(READABLE).get(0).bool(0);
        Content large = Content.of(session.query(readable ? HASHED : COUNTED).get(0));
        if (large.rows() > 0) {
            tables.put(LARGE_OBJECTS, large);
        }
        return new Contents(tables);
    }

    public long rows() {
        return tables.values().stream().mapToLong(Content::rows).sum();
    }

    /** One sentence for each table that is not the same in both, seen from the copy; none when the copy is true. */
    public List<String> differences(Contents copy) {
        var differences = new ArrayList<String>();
        var names = new TreeSet<>(tables.keySet());
        names.addAll(copy.tables.keySet());
        for (QualifiedName name : names) {
            String shown = name.equals(LARGE_OBJECTS) ? "the large objects" : name.toString();
            Content here = tables.get(name);
            Content there = copy.tables.get(name);
            if (here == null || there == null) {
                differences.add(shown + (here == null ? " is only in the copy" : " is missing in the copy"));
            } else if (here.rows() != there.rows()) {
                differences.add(shown + " had " + Text.rows(here.rows()) + " and has " + Text.rows(there.rows())
                        + " in the copy");
            } else if (here.differs(there)) {
                differences.add(shown + " has other content in the copy, in as many rows");
            }
        }
        return differences;
    }

    /** The same, but what only the copy has is no difference. */
    public List<String> missingOrOther(Contents copy) {
        var known = new TreeMap<>(copy.tables);
        known.keySet().retainAll(tables.keySet());
        return differences(new Contents(known));
    }

    /** As {@code schema}, {@code name}, {@code rows}, {@code fingerprint} each. */
    public List<Map<String, Object>> tree() {
        return tables.entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "schema", entry.getKey().schema(),
                        "name", entry.getKey().name(),
                        "rows", entry.getValue().rows(),
                        "fingerprint", entry.getValue().fingerprint()))
                .toList();
    }
}
