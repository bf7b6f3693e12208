package dev.cleanslate.run;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        return names(root).stream()
                .flatMap(name -> Optional.ofNullable(tables.get(name)).stream())
                .map(Table::oid)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<QualifiedName> names(QualifiedName root) {
        var found = new LinkedHashSet<QualifiedName>();
        collect(root, found);
        return found;
    }

    private void collect(QualifiedName name, Set<QualifiedName> found) {
        if (found.add(name)) {
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
