package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the catalog with one query per kind of object, however many objects there are, and leaves the session as it
 * was: in a read-only transaction of its own, or aside within the open one.
 */
public final class CatalogReader {

    /** Names come out qualified, whatever the role's search_path; nobody's lock is waited for without an end. */
    private static final String SETTINGS = """
            SET LOCAL search_path = pg_catalog;
            SELECT set_config('lock_timeout', '10s', true) WHERE current_setting('lock_timeout') = '0'""";

    private final PgSession session;

    private CatalogReader(PgSession session) {
        this.session = session;
    }

    public static Catalog read(PgSession session) {
        return Aside.of(session, () -> {
            session.script(SETTINGS);
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
                stamp);
    }

    private List<Row> publications(ServerFacts server) {
        List<Row> rows = new ArrayList<>(rows("catalog-publications.sql"));
        if (server.major() >= 15) {
            rows.addAll(rows("catalog-publications-15.sql"));
        }
        return rows;
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
