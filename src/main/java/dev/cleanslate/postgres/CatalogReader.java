package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the catalog with one query per kind of object, however many objects there are, and leaves the session as it
 * was: in a read-only transaction of its own, or aside within the open one.
 */
public final class CatalogReader {

    /** Names come out qualified, whatever the role's search_path; nobody's lock is waited for without an end. */
    private static final String SETTINGS = """
            SET LOCAL search_path = pg_catalog;
            SELECT set_config('lock_timeout', '10s', true) WHERE current_setting('lock_timeout') = '0'""";

    private static final String LOCKED = SqlResource.read("locked-relations.sql");
    private static final String LOCK_TIMEOUT = "55P03";
    private static final int GLANCES = 3;

    private final PgSession session;

    private CatalogReader(PgSession session) {
        this.session = session;
    }

    public static Catalog read(PgSession session) {
        return read(session, "");
    }

    /**
     * Reads past what other sessions hold against everybody, and says what that is. Of such a table definitions are
     * missing and sizes are old, so the catalog is good for looking, and not for proving that a schema is the same.
     *
     * @throws SqlFailure of a lock timeout when others take new locks faster than they are seen
     */
    public static Glance glance(PgSession session) {
        for (int attempt = 1; ; attempt++) {
            Map<Long, QualifiedName> locked = new TreeMap<>();
            session.query(LOCKED)
                    .forEach(row -> locked.put(
                            row.number("oid"), new QualifiedName(row.word("schema_name"), row.word("name"))));
            try {
                String oids = locked.keySet().stream().map(String::valueOf).collect(Collectors.joining(" "));
                Catalog catalog = read(session, oids);
                return new Glance(catalog, Glance.holders(session, List.copyOf(locked.values())));
            } catch (SqlFailure failure) {
                if (attempt == GLANCES
                        || session.broken()
                        || !failure.sqlState().equals(LOCK_TIMEOUT)) {
                    throw failure;
                }
            }
        }
    }

    private static Catalog read(PgSession session, String locked) {
        return Aside.of(session, () -> {
            session.script(SETTINGS);
            session.query("SELECT set_config('cleanslate.locked', ?, true)", locked);
            return new CatalogReader(session).read();
        });
    }

    /** Of the server alone, which costs next to nothing. */
    public static ServerFacts server(PgSession session) {
        return Aside.of(session, () -> {
            session.script(SETTINGS);
            return ServerReader.read(session);
        });
    }

    private Catalog read() {
        // Before the rest: what changes while it is read makes the stamp another one, and is looked at again.
        SchemaStamp stamp = SchemaStamp.of(session);
        ServerFacts server = ServerReader.read(session);
        Relations relations = new Relations(rows("catalog-relations.sql"), rows("catalog-columns.sql"));
        Indexes indexes = new Indexes(relations, rows("catalog-indexes.sql"));
        Constraints constraints = new Constraints(relations, indexes, rows("catalog-constraints.sql"));
        TableReader tables = new TableReader(
                relations,
                indexes,
                constraints,
                rows("catalog-rules.sql"),
                new Publications(relations, publications(server)));
        return new Catalog(
                server,
                tables.tables(),
                constraints.foreignKeys(),
                TriggerReader.triggers(relations, rows("catalog-triggers.sql")),
                sequences(relations),
                new ViewSources(relations, rows("catalog-views.sql")).ofMaterializedViews(),
                details(server),
                stamp);
    }

    private List<Row> publications(ServerFacts server) {
        List<Row> rows = new ArrayList<>(rows("catalog-publications.sql"));
        if (server.major() >= 15) {
            rows.addAll(rows("catalog-publications-15.sql"));
        }
        return rows;
    }

    private List<String> details(ServerFacts server) {
        List<Row> rows = new ArrayList<>(rows("catalog-details.sql"));
        if (server.major() >= 15) {
            rows.addAll(rows("catalog-details-15.sql"));
        }
        return rows.stream()
                .map(row ->
                        SchemaText.lineOf(row.word("kind"), row.word("name"), Optional.ofNullable(row.text("detail"))))
                .toList();
    }

    private List<Sequence> sequences(Relations relations) {
        return rows("catalog-sequences.sql").stream()
                .map(row -> SequenceReader.sequence(relations, row))
                .sorted(Comparator.comparing(Sequence::name))
                .toList();
    }

    private List<Row> rows(String resource) {
        return session.query(SqlResource.read(resource));
    }
}
