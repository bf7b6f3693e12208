package dev.cleanslate.scan;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Table;
import java.util.List;

/**
 * Why a table may not be read. With some of its columns alone nothing is looked at: rows are told apart by their place,
 * which is no column, and what is clean in two columns is not a clean table.
 */
final class Granted {

    private static final String SQL = """
            SELECT a.attname::text AS name FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = %d AND a.attnum > 0 AND NOT a.attisdropped
              AND pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') ORDER BY a.attnum""";

    private static final int NAMED = 5;

    private Granted() {}

    static String of(PgSession session, Table table) {
        List<String> columns = session.query(SQL.formatted(table.oid())).stream()
                .map((Row row) -> row.word("name"))
                .toList();
        // In a schema that may not be entered, a grant on the table helps nobody.
        if (columns.isEmpty() || columns.size() == table.columns().size()) {
            return "this role may not read it (grant SELECT on it, and USAGE on its schema)";
        }
        String named = String.join(", ", columns.subList(0, Math.min(NAMED, columns.size())))
                + (columns.size() > NAMED ? " and " + (columns.size() - NAMED) + " more" : "");
        return "this role may read only some columns of it, " + named + " (grant SELECT on the whole table)";
    }
}
