package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.ObjectStore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The object store that is held against columns of this database, and what becomes of objects without a row. */
public record StoragePlan(ObjectStore store, List<Column> columns) {

    public StoragePlan {
        columns = List.copyOf(columns);
    }

    public record Column(QualifiedName table, String name) {

        @Override
        public String toString() {
            return table + "." + name;
        }
    }

    /** The columns for a sentence. */
    public String keys() {
        return columns.stream().map(Column::toString).collect(Collectors.joining(" and "));
    }

    /** What becomes of orphans, as a sentence that begins with "objects without a row". */
    public String says() {
        ObjectStore.Orphans orphans = store.orphans();
        return switch (orphans.word()) {
            case "delete" -> "objects without a row are deleted after the commit, at most " + limit();
            case "quarantine" ->
                "objects without a row are moved to " + orphans.quarantine() + " after the commit, at most " + limit();
            default -> "objects without a row are counted and stay";
        };
    }

    private String limit() {
        return String.format(Locale.ROOT, "%,d", store.orphans().limit());
    }
}
