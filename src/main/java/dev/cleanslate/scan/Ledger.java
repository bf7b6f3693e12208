package dev.cleanslate.scan;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.ScanRules;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A column of money that must be what its entries add up to; where neither says anything, both are zero. */
record Ledger(Table table, Table.Column column, ScanRules.Ledger said) {

    static final String ID = "ledger";

    private static final String OFF = """
            SELECT t.%1$s::text AS key, count(*) OVER () AS n
            FROM %2$s AS t
            LEFT JOIN (SELECT q.k, sum(q.v::pg_catalog.numeric) AS v FROM (%4$s
            ) AS q(k, v) GROUP BY 1) AS l ON l.k = t.%1$s
            WHERE coalesce(t.%3$s::pg_catalog.numeric, 0) <> coalesce(l.v, 0)
            ORDER BY t.%1$s LIMIT %5$d""";

    Optional<String> objection(PgSession session) {
        String sql = sql(table.name().sql(), 1);
        int start = sql.indexOf(query());
        return Asked.objection(session, sql.substring(0, start), query(), sql.substring(start + query().length()))
                .map(why -> said.queryPlace() + ": the ledger of " + table.name() + "." + column.name()
                        + " cannot be asked: " + why
                        + ". It has to give the key of the table and a number. Correct the query. Nothing was read.");
    }

    /** A query may end in a semicolon, and in nothing behind it. */
    private String query() {
        return said.query().replaceAll("[;\\s]+$", "");
    }

    private String sql(String from, long limit) {
        return OFF.formatted(
                QualifiedName.quote(table.primaryKey().get(0)),
                from,
                QualifiedName.quote(column.name()),
                query(),
                limit);
    }

    Optional<Finding> look(PgSession session, String from, long total, int keysAtMost) {
        List<Row> rows = session.query(sql(from, Math.max(1, keysAtMost)));
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        long off = rows.get(0).number("n");
        return Optional.of(new Finding(
                ID,
                "The column is not what its ledger adds up to.",
                table.name().toString(),
                Optional.of(column.name()),
                off,
                total < off ? 0 : Math.round(10_000.0 * off / total) / 100.0,
                said.severity()
                        .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Severity.WARNING),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                rows.stream()
                        .map(row -> List.of(Objects.requireNonNullElse(row.text("key"), "")))
                        .toList(),
                "reset: { %s: { %s: 0 } }, where the entries go too; else find out which of the two is right"
                        .formatted(table.name(), column.name())));
    }
}
