package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Check constraints by table, and the foreign keys. */
final class Constraints {

    private final Map<Long, List<String>> checks = new HashMap<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();

    Constraints(Relations relations, Indexes indexes, List<Row> rows) {
        for (Row row : rows) {
            long relation = row.number("relation");
            if (row.word("kind").equals("c")) {
                checks.computeIfAbsent(relation, r -> new ArrayList<>())
                        .add(QualifiedName.quote(row.word("name")) + " " + row.word("definition"));
            } else {
                foreignKey(relations, indexes, row).ifPresent(foreignKeys::add);
            }
        }
        foreignKeys.sort(Comparator.comparing(ForeignKey::child).thenComparing(ForeignKey::name));
    }

    List<String> checks(long relation) {
        return checks.getOrDefault(relation, List.of());
    }

    List<ForeignKey> foreignKeys() {
        return foreignKeys;
    }

    private static Optional<ForeignKey> foreignKey(Relations relations, Indexes indexes, Row row) {
        long child = row.number("relation");
        long parent = row.number("parent");
        Optional<QualifiedName> childName = relations.name(child);
        Optional<QualifiedName> parentName = relations.name(parent);
        if (childName.isEmpty() || parentName.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns = relations.columnNames(child, row.word("columns"));
        boolean nullable = relations.columns(child).stream()
                .filter(column -> columns.contains(column.name()))
                .noneMatch(Table.Column::notNull);
        return Optional.of(new ForeignKey(
                row.number("oid"),
                row.word("name"),
                childName.get(),
                columns,
                parentName.get(),
                relations.columnNames(parent, row.word("parent_columns")),
                action(row.word("on_delete")),
                action(row.word("on_update")),
                row.bool("is_deferrable"),
                row.bool("initially_deferred"),
                row.bool("validated"),
                row.bool("enforced"),
                nullable,
                indexes.leadsWith(child, Relations.numbers(row.word("columns")).collect(Collectors.toSet()))));
    }

    private static ForeignKey.OnDelete action(String letter) {
        return switch (letter) {
            case "a" -> ForeignKey.OnDelete.NO_ACTION;
            case "r" -> ForeignKey.OnDelete.RESTRICT;
            case "c" -> ForeignKey.OnDelete.CASCADE;
            case "n" -> ForeignKey.OnDelete.SET_NULL;
            case "d" -> ForeignKey.OnDelete.SET_DEFAULT;
            default -> throw new IllegalStateException("pg_constraint knows an action \"" + letter + "\"");
        };
    }
}
