package dev.cleanslate.run;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table together with its partitions and heirs, which share its fate. */
final class TableTrees {

    private final Map<QualifiedName, Table> tables;
    private final Map<QualifiedName, List<QualifiedName>> children = new HashMap<>();

    TableTrees(Catalog catalog) {
        tables = catalog.byName();
        for (Table table : catalog.tables()) {
            table.partitionOf().ifPresent(parent -> adopt(parent, table.name()));
            table.inherits().forEach(parent -> adopt(parent, table.name()));
        }
    }

    private void adopt(QualifiedName parent, QualifiedName child) {
        children.computeIfAbsent(parent, any -> new ArrayList<>()).add(child);
    }

    Set<Long> oids(QualifiedName root) {
        var found = new LinkedHashSet<Long>();
        collect(root, found);
        return found;
    }

    private void collect(QualifiedName name, Set<Long> found) {
        Table table = tables.get(name);
        if (table != null && found.add(table.oid())) {
            children.getOrDefault(name, List.of()).forEach(child -> collect(child, found));
        }
    }

    List<String> columns(QualifiedName name) {
        Table table = tables.get(name);
        return table == null
                ? List.of()
                : table.columns().stream()
                        .filter(column -> !column.generated())
                        .map(Table.Column::name)
                        .toList();
    }

    List<String> key(QualifiedName name) {
        Table table = tables.get(name);
        return table == null ? List.of() : table.primaryKey();
    }
}
