package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The indexes of every table: their definitions, the primary key, and what they lead with. */
final class Indexes {

    private final Map<Long, List<String>> definitions = new HashMap<>();
    private final Map<Long, List<String>> primaryKeys = new HashMap<>();
    private final Map<Long, List<List<Long>>> leading = new HashMap<>();

    Indexes(Relations relations, List<Row> rows) {
        for (Row row : rows) {
            long relation = row.number("relation");
            definitions.computeIfAbsent(relation, r -> new ArrayList<>()).add(row.word("definition"));
            List<Long> keys = Relations.numbers(row.word("columns"))
                    .limit(row.number("key_columns"))
                    .toList();
            if (row.bool("is_primary")) {
                String joined =
                        String.join(" ", keys.stream().map(String::valueOf).toList());
                primaryKeys.put(relation, relations.columnNames(relation, joined));
            }
            if (row.bool("leads")) {
                leading.computeIfAbsent(relation, r -> new ArrayList<>()).add(keys);
            }
        }
    }

    List<String> definitions(long relation) {
        return definitions.getOrDefault(relation, List.of()).stream().sorted().toList();
    }

    List<String> primaryKey(long relation) {
        return primaryKeys.getOrDefault(relation, List.of());
    }

    /** Whether a usable index begins with exactly these columns, in any order. */
    boolean leadsWith(long relation, Set<Long> columns) {
        return leading.getOrDefault(relation, List.of()).stream()
                .anyMatch(keys -> keys.size() >= columns.size()
                        && Set.copyOf(keys.subList(0, columns.size())).equals(columns));
    }
}
