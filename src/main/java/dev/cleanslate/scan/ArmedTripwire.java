package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a tripwire a database has, whoever armed it and however: from a dump, by hand, half removed. {@code said} is what
 * its comment says of it.
 */
public record ArmedTripwire(
        boolean schema,
        Optional<String> said,
        boolean ours,
        String owner,
        List<Across> across,
        boolean remains,
        boolean alone,
        Optional<Log> log) {

    private static final String REMAINS = """
            WITH ours AS (
              SELECT 'pg_proc'::pg_catalog.regclass AS class, p.oid
              FROM pg_catalog.pg_proc p WHERE p.pronamespace = pg_catalog.to_regnamespace('cleanslate')
                AND (p.proname = 'tripwire' AND p.pronargs = 0 OR p.proname = ANY (?) OR p.proname ~ '%s')
              UNION ALL
              SELECT 'pg_class', c.oid FROM pg_catalog.pg_class c
              WHERE c.relnamespace = pg_catalog.to_regnamespace('cleanslate')
                AND c.relname IN ('tripwire_log', 'tripwire_log_id_seq', 'tripwire_log_pkey')
              UNION ALL
              SELECT 'pg_type', t.oid FROM pg_catalog.pg_type t
              WHERE t.typnamespace = pg_catalog.to_regnamespace('cleanslate')
                AND t.typname IN ('tripwire_log', '_tripwire_log')),
            -- By the catalog: to_regprocedure and to_regclass fail where this role may not enter the schema.
            hit AS (
              SELECT p.oid, p.proowner FROM pg_catalog.pg_proc p
              WHERE p.pronamespace = pg_catalog.to_regnamespace('cleanslate') AND p.proname = 'tripwire' AND p.pronargs = 0)
            SELECT pg_catalog.to_regnamespace('cleanslate') IS NOT NULL AS schema_there,
              EXISTS (SELECT FROM ours) AS remains,
              coalesce((SELECT pg_catalog.pg_has_role(n.nspowner, 'USAGE') FROM pg_catalog.pg_namespace n
                        WHERE n.nspname = 'cleanslate'), false)
                AND NOT EXISTS (
                  SELECT FROM pg_catalog.pg_depend d
                  WHERE d.refclassid = 'pg_namespace'::pg_catalog.regclass
                    AND d.refobjid = pg_catalog.to_regnamespace('cleanslate')
                    AND NOT EXISTS (SELECT FROM ours WHERE ours.class = d.classid AND ours.oid = d.objid)) AS alone,
              (SELECT pg_catalog.obj_description(h.oid, 'pg_proc') FROM hit h) AS said,
              (SELECT pg_catalog.pg_get_userbyid(h.proowner) FROM hit h) AS owner,
              coalesce((SELECT pg_catalog.pg_has_role(h.proowner, 'USAGE') FROM hit h), true) AS ours,
              (SELECT pg_catalog.has_schema_privilege(c.relnamespace, 'USAGE')
                 AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
               FROM pg_catalog.pg_class c WHERE c.relnamespace = pg_catalog.to_regnamespace('cleanslate')
                 AND c.relname = 'tripwire_log' AND c.relkind = 'r') AS may_read_log""".formatted(OwnRule.FUNCTIONS);

    /** What a partition has of its table goes with it, and is named where somebody switched it by itself. */
    private static final String TRIGGERS = """
            SELECT n.nspname AS schema_name, c.relname AS table_name, g.tgname AS trigger_name, g.tgenabled NOT IN ('O', 'A') AS off,
              -- One without columns of its own is of a suite's detector, which is asked about the whole row.
              CASE WHEN g.tgname <> 'cleanslate_tripwire' THEN 'whole rows' ELSE (SELECT pg_catalog.string_agg(pg_catalog.replace(a.attname, E'\\t', ' '), E'\\t' ORDER BY a.attnum)
               FROM pg_catalog.pg_attribute a
               WHERE a.attrelid = c.oid AND a.attnum = ANY (g.tgattr::pg_catalog.int2[])) END AS columns
            FROM pg_catalog.pg_trigger g
            JOIN pg_catalog.pg_class c ON c.oid = g.tgrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE g.tgfoid = (SELECT p.oid FROM pg_catalog.pg_proc p
                WHERE p.pronamespace = pg_catalog.to_regnamespace('cleanslate') AND p.proname = 'tripwire' AND p.pronargs = 0)
              AND (g.tgparentid = 0 OR g.tgenabled NOT IN ('O', 'A'))
            ORDER BY 1, 2, g.tgname""";

    public ArmedTripwire {
        across = List.copyOf(across);
    }

    /** A table with its triggers; {@code off}: the names of those that somebody has switched off. */
    public record Across(QualifiedName table, List<String> columns, List<String> off) {
        public Across {
            columns = List.copyOf(columns);
            off = List.copyOf(off);
        }

        /** What switches on again what is off. */
        public String enabling() {
            return "ALTER TABLE " + table.sql() + " "
                    + off.stream()
                            .map(trigger -> "ENABLE TRIGGER " + QualifiedName.quote(trigger))
                            .collect(Collectors.joining(", "));
        }

        private Across and(Across other) {
            return new Across(
                    table,
                    Stream.concat(columns.stream(), other.columns.stream())
                            .distinct()
                            .toList(),
                    Stream.concat(off.stream(), other.off.stream()).toList());
        }
    }

    /** {@code rows} and {@code last} are missing where this role may not read it. */
    public record Log(Optional<Long> rows, Optional<String> last, boolean full) {

        /**
         * Some 80,000 rows. The size of a file is known without reading it: no other bound is as cheap, is one within a
         * transaction too, and makes no writer wait for another.
         */
        public static final long MOST_BYTES = 16L << 20;
    }

    public static ArmedTripwire of(PgSession session) {
        return Aside.of(session, () -> read(session));
    }

    private static ArmedTripwire read(PgSession session) {
        Row state = session.query(REMAINS, TripwireSql.functions()).get(0);
        Map<QualifiedName, Across> across = new LinkedHashMap<>();
        session.query(TRIGGERS)
                .forEach(row -> across.merge(
                        new QualifiedName(row.word("schema_name"), row.word("table_name")),
                        new Across(
                                new QualifiedName(row.word("schema_name"), row.word("table_name")),
                                Arrays.asList(Objects.requireNonNullElse(row.text("columns"), "")
                                        .split("\t", -1)),
                                row.bool("off") ? List.of(row.word("trigger_name")) : List.of()),
                        Across::and));
        return new ArmedTripwire(
                state.bool("schema_there"),
                Optional.ofNullable(state.text("said")),
                state.bool("ours"),
                Objects.requireNonNullElse(state.text("owner"), ""),
                List.copyOf(across.values()),
                state.bool("remains"),
                state.bool("alone"),
                log(session, state.text("may_read_log")));
    }

    private static Optional<Log> log(PgSession session, @Nullable String mayRead) {
        if (mayRead == null) {
            return Optional.empty();
        }
        if (!mayRead.equals("t")) {
            return Optional.of(new Log(Optional.empty(), Optional.empty(), false));
        }
        Row row = session.query("SELECT pg_catalog.count(*) AS n, pg_catalog.max(at)::pg_catalog.text AS last,"
                        + " pg_catalog.pg_relation_size('cleanslate.tripwire_log') >= " + Log.MOST_BYTES + " AS is_full"
                        + " FROM cleanslate.tripwire_log")
                .get(0);
        return Optional.of(
                new Log(Optional.of(row.number("n")), Optional.ofNullable(row.text("last")), row.bool("is_full")));
    }

    public boolean armed() {
        return !across.isEmpty();
    }

    /** The statements that take everything of it away, without BEGIN and COMMIT. */
    public String removal() {
        return TripwireSql.SETTINGS + "\n\n" + TripwireSql.dropping()
                + "\nDROP TABLE IF EXISTS cleanslate.tripwire_log;\n" + (alone ? "DROP SCHEMA cleanslate;\n" : "");
    }
}
