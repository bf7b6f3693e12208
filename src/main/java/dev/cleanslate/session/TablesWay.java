package dev.cleanslate.session;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.rehearsal.Beside;
import dev.cleanslate.rehearsal.Purpose;
import dev.cleanslate.rehearsal.Restoring;
import dev.cleanslate.run.Content;
import dev.cleanslate.run.Contents;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Single tables, into a schema of their own: what is there stays as it is. */
final class TablesWay extends InSession {

    private final List<QualifiedName> tables;
    private final String schema;

    TablesWay(RestoreBench restore, List<QualifiedName> tables) {
        super(restore);
        this.tables = tables;
        this.schema = restore.wish().into().orElse("restored_" + restore.moment());
    }

    @Override
    public List<String> foretold() {
        return List.of("The tables "
                + tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                + " are put back into the new schema \"" + schema
                + "\": their columns and rows, without keys, indexes and"
                + " triggers. What is there stays as it is.");
    }

    @Override
    public void putBack(String step) {
        restore.bench().watch.follow(restore.bench(), "pg_restore", "cleanslate restore");
        restored().begin(Isolation.READ_COMMITTED, false);
        beside(restore.progress(step)).run();
    }

    private Beside beside(Consumer<String> progress) {
        Workbench bench = restore.bench();
        var restoring = new Restoring(
                restore.backup(), bench.rig().backups().tools(), bench.url(), 1, Set.of(), progress, Purpose.ORIGINAL);
        return new Beside(restoring, restored(), tables, schema);
    }

    @Override
    public List<String> differences(Contents then, Consumer<String> working) {
        List<String> differences = new ArrayList<>();
        for (QualifiedName table : tables) {
            working.accept(table.toString());
            Content was = then.tables().get(table);
            Content is = Contents.of(restored(), new QualifiedName(schema, table.name()));
            if (was == null || was.differs(is)) {
                differences.add(table + " had " + (was == null ? "no" : was.rows()) + " rows and has " + is.rows()
                        + (was != null && was.rows() == is.rows() ? ", of other content" : ""));
            }
        }
        return differences;
    }

    @Override
    public void afterwards() {
        tables.forEach(table -> restored().execute("ANALYZE " + new QualifiedName(schema, table.name()).sql()));
    }

    @Override
    public String next() {
        return "take from it what is needed:\n  SELECT * FROM "
                + new QualifiedName(schema, tables.get(0).name()).sql()
                + ";\nWhen nobody needs it any more:\n  DROP SCHEMA " + QualifiedName.quote(schema) + " CASCADE;";
    }
}
