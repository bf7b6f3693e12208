package dev.cleanslate.scan;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Table.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns whose type is a domain, by table and name, with the type that it is over in the end: they hold the same values. */
final class Domains {

    private static final String SQL = """
            WITH RECURSIVE d AS (
              SELECT oid, typbasetype AS base FROM pg_catalog.pg_type WHERE typtype = 'd'
              UNION ALL
              SELECT d.oid, t.typbasetype FROM d JOIN pg_catalog.pg_type t ON t.oid = d.base AND t.typtype = 'd')
            SELECT a.attrelid::bigint AS relation, a.attname::text AS name, pg_catalog.format_type(b.oid, NULL) AS type
            FROM pg_catalog.pg_attribute a JOIN d ON d.oid = a.atttypid JOIN pg_catalog.pg_type b ON b.oid = d.base AND b.typtype <> 'd'
            WHERE a.attnum > 0 AND NOT a.attisdropped""";

    private final Map<Long, Map<String, String>> types = new HashMap<>();

    Domains(PgSession session) {
        session.query(SQL)
                .forEach(row -> types.computeIfAbsent(row.number("relation"), any -> new HashMap<>())
                        .put(row.word("name"), row.word("type")));
    }

    List<Column> columns(Table table) {
        Map<String, String> over = types.getOrDefault(table.oid(), Map.of());
        return over.isEmpty()
                ? table.columns()
                : table.columns().stream().map(c -> resolved(c, over)).toList();
    }

    private static Column resolved(Column column, Map<String, String> over) {
        String type = over.get(column.name());
        return type == null
                ? column
                : new Column(
                        column.name(),
                        type,
                        column.notNull(),
                        column.defaultExpression(),
                        column.identity(),
                        column.generated(),
                        column.collation());
    }
}
