package dev.cleanslate.scan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements that a table is asked with. */
final class TableQuery {

    /**
     * One pass. The mask stands in the WHERE of a subquery that is folded in, so that of a row that is clean nothing is
     * done but to find that out; rows that were hit are set aside, on the server's disk where they are many, and counted
     * by mask and by second. Where they are few, their places come along, so that nothing needs to look for them again.
     */
    private static final String PASS = """
            WITH hits AS MATERIALIZED (
              SELECT mask, made, at FROM (SELECT %1$s AS mask, %2$s AS made, t.ctid AS at FROM %3$s) AS s WHERE mask <> 0)
            SELECT 0::bigint AS mask, NULL AS what, (SELECT count(*) FROM %3$s) AS n, NULL AS lo, NULL AS hi, NULL AS a, NULL AS z
            UNION ALL
            SELECT mask, NULL, count(*), min(made)::text, max(made)::text, min(at)::text, max(at)::text
            FROM hits GROUP BY mask
            UNION ALL
            (SELECT -1, pg_catalog.date_trunc('second', made)::text, count(*), NULL, NULL, NULL, NULL
            FROM hits WHERE pg_catalog.isfinite(made)
            GROUP BY pg_catalog.date_trunc('second', made) HAVING count(*) >= %4$d ORDER BY 3 DESC LIMIT %5$d)
            UNION ALL
            SELECT -2, at::text, 1, NULL, NULL, NULL, NULL FROM hits WHERE (SELECT count(*) FROM hits) <= %6$d""";

    private static final String SECONDS = """
            SELECT pg_catalog.date_trunc('second', %1$s)::text AS second
            FROM %2$s WHERE pg_catalog.isfinite(%1$s)
            GROUP BY pg_catalog.date_trunc('second', %1$s) HAVING count(*) >= %3$d ORDER BY count(*) DESC LIMIT %4$d""";

    /** The range lets an index be used, and costs less than taking each time to its second. */
    private static final String CLUSTERED = """
            SELECT second::text AS second, mask, count(*) AS n, min(made)::text AS lo, max(made)::text AS hi,
              pg_catalog.date_trunc('milliseconds', min(made))::text AS first_milli,
              pg_catalog.date_trunc('milliseconds', max(made))::text AS last_milli,
              count(*) FILTER (WHERE untouched) AS untouched, min(at)::text AS a, max(at)::text AS z
            FROM (SELECT pg_catalog.date_trunc('second', %1$s) AS second, %2$s AS mask, %1$s AS made, %3$s AS untouched, t.ctid AS at
              FROM %4$s
              WHERE %1$s >= %5$s AND %1$s < %6$s::pg_catalog.%8$s + interval '1 second' AND %7$s OFFSET 0) AS s
            GROUP BY 1, 2""";

    private static final String STEPPED = """
            SELECT mask, count(*) AS n, min(made)::text AS lo, max(made)::text AS hi, min(at)::text AS a, max(at)::text AS z
            FROM (SELECT %1$s AS mask, %2$s AS made, t.ctid AS at FROM %3$s WHERE %4$s OFFSET 0) AS s
            GROUP BY 1""";

    /** The masks are compared outside: what stands within the argument of one {@code = ANY} the server does not hash. */
    private static final String ROWS = """
            SELECT s.* FROM (
              SELECT i.* FROM (SELECT %s AS mask%s FROM %s WHERE t.ctid >= '%s'::pg_catalog.tid AND t.ctid <= '%s'::pg_catalog.tid) AS i
              WHERE i.mask <> 0 OFFSET 0) AS s
            WHERE s.mask = ANY (%s::bigint[]) LIMIT %d""";

    private static final String ROWS_AT = """
            SELECT s.* FROM (SELECT %s AS mask%s FROM %s AS t WHERE t.ctid = ANY ('%s'::pg_catalog.tid[]) OFFSET 0) AS s
            WHERE s.mask <> 0""";

    private static final int SECONDS_AT_MOST = 1_000;

    /** Rows that were hit and are no more than these are fetched by their places. */
    private static final int PLACES_AT_MOST = 5_000;

    private TableQuery() {}

    static String pass(Subject subject, String mask) {
        return PASS.formatted(
                mask, subject.createdSql(), subject.rows(), Clusters.LEAST, SECONDS_AT_MOST, PLACES_AT_MOST);
    }

    /** {@code sample} is a TABLESAMPLE clause, or nothing. */
    static String seconds(Subject subject, String sample) {
        return SECONDS.formatted(
                subject.createdSql(), subject.from() + " AS t " + sample, Clusters.LEAST, SECONDS_AT_MOST);
    }

    static String clustered(Subject subject, Recognised created, String mask, Set<String> seconds) {
        String made = subject.createdSql();
        List<String> sorted = seconds.stream().sorted().toList();
        String untouched = subject.updated()
                .map(u -> made + " = t." + QualifiedName.quote(u.column().name()))
                .orElse("false");
        String type = Subject.timeType(created);
        return CLUSTERED.formatted(
                made,
                mask,
                untouched,
                subject.rows(),
                Sql.literal(sorted.get(0)),
                Sql.literal(sorted.get(sorted.size() - 1)),
                Clusters.in("pg_catalog.date_trunc('second', " + made + ")", type, seconds),
                type);
    }

    /** Of the rows that {@code which} is true of. */
    static String stepped(Subject subject, String mask, String which) {
        return STEPPED.formatted(mask, subject.createdSql(), subject.rows(), which);
    }

    /** Where the database knows no encoding, bytes that make no text would fail the whole statement. */
    private static String sent(String text) {
        return "CASE WHEN pg_catalog.getdatabaseencoding() = 'SQL_ASCII'"
                + " THEN pg_catalog.encode(pg_catalog.convert_to(%1$s, 'SQL_ASCII'), 'escape') ELSE %1$s END"
                        .formatted(text);
    }

    /** Keys first, then the values of {@code shown}, all as text. */
    static String rows(Subject subject, String mask, List<String> shown, Group within, List<Long> masks, long limit) {
        return ROWS.formatted(
                mask,
                columns(subject, shown),
                subject.rows(),
                within.from(),
                within.to(),
                Sql.literal(masks.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"))),
                limit);
    }

    /** The same of rows at those places. */
    static String rowsAt(Subject subject, String mask, List<String> shown, List<Tid> places) {
        return ROWS_AT.formatted(
                mask,
                columns(subject, shown),
                subject.from(),
                places.stream().map(place -> '"' + place.toString() + '"').collect(Collectors.joining(",", "{", "}")));
    }

    private static String columns(Subject subject, List<String> shown) {
        Table table = subject.table();
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < table.primaryKey().size(); i++) {
            columns.append(", %s AS k%d"
                    .formatted(
                            sent("t." + QualifiedName.quote(table.primaryKey().get(i)) + "::text"), i));
        }
        for (int i = 0; i < shown.size(); i++) {
            columns.append(", %s AS v%d"
                    .formatted(sent("pg_catalog.left(t." + QualifiedName.quote(shown.get(i)) + "::text, 120)"), i));
        }
        return columns.toString();
    }
}
