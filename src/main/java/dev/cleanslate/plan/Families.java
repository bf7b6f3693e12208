package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which relations belong together. A partition is part of the table it belongs to in the end, its root, and has no
 * fate of its own; a table that others inherit from shows their rows.
 */
final class Families {

    private final Map<QualifiedName, Table> tables;
    private final Precedent precedent;
    private final Map<QualifiedName, QualifiedName> roots = new HashMap<>();
    private final Map<QualifiedName, List<Table>> members = new HashMap<>();
    private final Map<QualifiedName, List<QualifiedName>> heirs = new HashMap<>();

    Families(Catalog catalog) {
        this(catalog, Precedent.NONE);
    }

    /** Sizes are those of the precedent where it has any. */
    Families(Catalog catalog, Precedent precedent) {
        this.precedent = precedent;
        tables = catalog.byName();
        for (Table table : catalog.tables()) {
            members.computeIfAbsent(root(table.name()), r -> new ArrayList<>()).add(table);
            for (QualifiedName parent : table.inherits()) {
                heirs.computeIfAbsent(parent, p -> new ArrayList<>()).add(table.name());
            }
        }
    }

    Precedent precedent() {
        return precedent;
    }

    /** The table a partition belongs to in the end; any other table is its own root. */
    QualifiedName root(QualifiedName name) {
        QualifiedName known = roots.get(name);
        if (known != null) {
            return known;
        }
        QualifiedName at = name;
        Optional<QualifiedName> above = parent(at);
        while (above.isPresent()) {
            at = above.get();
            above = parent(at);
        }
        roots.put(name, at);
        return at;
    }

    /** How many tables stand above a partition; 0 for any other. */
    int depth(QualifiedName name) {
        int depth = 0;
        for (Optional<QualifiedName> at = parent(name); at.isPresent(); at = parent(at.get())) {
            depth++;
        }
        return depth;
    }

    /** The root and all its partitions, of every level. */
    List<Table> members(QualifiedName root) {
        return members.getOrDefault(root, List.of());
    }

    /** The tables that inherit from this one directly, without being its partitions. */
    List<QualifiedName> heirs(QualifiedName table) {
        return heirs.getOrDefault(table, List.of());
    }

    Optional<Table> table(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    Size size(QualifiedName root) {
        // What a partitioned table says of itself repeats what its partitions say.
        Size now = members(root).stream()
                .filter(member -> member.kind() != Table.Kind.PARTITIONED)
                .map(Size::of)
                .reduce(Size.NOTHING, Size::plus);
        return precedent
                .of(root)
                .map(then -> new Size(then.rows(), then.bytes(), now.relations()))
                .orElse(now);
    }

    private Optional<QualifiedName> parent(QualifiedName name) {
        return table(name).flatMap(Table::partitionOf);
    }
}
