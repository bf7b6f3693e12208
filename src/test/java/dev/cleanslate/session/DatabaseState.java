package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.TestDatabases;
import java.util.Map;
import java.util.TreeMap;

/** Everything that a reset could change in a database, whatever its schema: rows, triggers, sequences, views, objects. */
record DatabaseState(Map<String, String> tables, Map<String, String> others) {

    private static final String TABLES = """
            SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE (c.relkind IN ('r', 'p') OR c.relkind = 'm' AND c.relispopulated)
              AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'""";

    private static final String OTHERS = """
            SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname AS name, tgenabled::text AS state
            FROM pg_trigger WHERE NOT tgisinternal OR tgparentid <> 0
            UNION ALL
            SELECT 'sequence ' || seqrelid::regclass, coalesce(pg_sequence_last_value(seqrelid)::text, 'fresh')
            FROM pg_sequence
            UNION ALL
            SELECT 'view ' || oid::regclass, relispopulated::text FROM pg_class WHERE relkind = 'm'
            UNION ALL
            SELECT 'large objects', count(*)::text FROM pg_largeobject_metadata
            UNION ALL
            SELECT 'index ' || indexrelid::regclass, indisvalid::text
            FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace::regnamespace::text !~ '^pg_'
            UNION ALL
            SELECT 'constraint ' || oid, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')""";

    static DatabaseState of(TestDatabases.Database database) {
        try (PgSession session = database.admin()) {
            session.execute("SET search_path = pg_catalog");
            var tables = new TreeMap<String, String>();
            for (Row table : session.query(TABLES)) {
                tables.put(table.word("name"), content(session, table.word("name")));
            }
            var others = new TreeMap<String, String>();
            session.query(OTHERS).forEach(row -> others.put(row.word("name"), row.word("state")));
            return new DatabaseState(tables, others);
        }
    }

    DatabaseState apartFromNumbersDrawn() {
        var still = new TreeMap<>(others);
        still.keySet().removeIf(name -> name.startsWith("sequence "));
        return new DatabaseState(tables, still);
    }

    private static String content(PgSession session, String table) {
        try {
            return counted(session, table);
        } catch (SqlFailure elsewhere) {
            return "not to be read here: " + elsewhere.sqlState();
        }
    }

    private static String counted(PgSession session, String table) {
        return session.query(
                        "SELECT count(*) || ' ' || coalesce(md5(string_agg(line, '|' ORDER BY line)), '') AS content FROM"
                                + " (SELECT (alias_of_test.*)::text COLLATE \"C\" AS line FROM " + table
                                + " AS alias_of_test) AS l")
                .get(0)
                .word("content");
    }
}
