package dev.cleanslate.plan;

import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.QualifiedName;
import java.util.List;

/** An index that lives as long as the reset's transaction, for a foreign key that has none of its own. */
public record TemporaryIndex(QualifiedName table, List<String> columns, String constraint) {

    public TemporaryIndex {
        columns = List.copyOf(columns);
    }

    static TemporaryIndex of(ForeignKey key) {
        return new TemporaryIndex(key.child(), key.childColumns(), key.name());
    }

    /** In the schema of its table; short enough for any name of a constraint. */
    public QualifiedName name() {
        return new QualifiedName(
                table.schema(),
                "cleanslate_" + Integer.toHexString(List.of(table, columns).hashCode()));
    }

    @Override
    public String toString() {
        return table + " (" + String.join(", ", columns) + ")";
    }
}
