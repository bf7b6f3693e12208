package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What catalog rows say of relations by OID and column number, for looking names up while reading. */
final class Relations {

    private final Map<Long, Row> rows = new LinkedHashMap<>();
    private final Map<Long, QualifiedName> names = new LinkedHashMap<>();
    private final Map<Long, Map<Integer, String>> columnNames = new LinkedHashMap<>();
    private final Map<Long, List<Table.Column>> columns = new LinkedHashMap<>();

    Relations(List<Row> relations, List<Row> attributes) {
        for (Row row : relations) {
            rows.put(row.number("oid"), row);
            names.put(row.number("oid"), new QualifiedName(row.word("schema_name"), row.word("name")));
        }
        for (Row row : attributes) {
            long relation = row.number("relation");
            columnNames
                    .computeIfAbsent(relation, r -> new LinkedHashMap<>())
                    .put(Math.toIntExact(row.number("number")), row.word("name"));
            columns.computeIfAbsent(relation, r -> new ArrayList<>()).add(column(row));
        }
    }

    private static Table.Column column(Row row) {
        return new Table.Column(
                row.word("name"),
                row.word("type"),
                row.bool("not_null"),
                Optional.ofNullable(row.text("default_expression")),
                switch (row.word("identity")) {
                    case "a" -> Table.Identity.ALWAYS;
                    case "d" -> Table.Identity.BY_DEFAULT;
                    default -> Table.Identity.NONE;
                },
                row.bool("generated"),
                Optional.ofNullable(row.text("collation_name")));
    }

    Collection<Row> rows() {
        return rows.values();
    }

    /** Empty for a relation of the system, or one that appeared after the relations were read. */
    Optional<QualifiedName> name(long oid) {
        return Optional.ofNullable(names.get(oid));
    }

    Optional<Row> row(long oid) {
        return Optional.ofNullable(rows.get(oid));
    }

    List<Table.Column> columns(long oid) {
        return columns.getOrDefault(oid, List.of());
    }

    /** Names of the columns that a catalog array lists; an expression, whose number is 0, has none and is left out. */
    List<String> columnNames(long oid, @Nullable String numbers) {
        Map<Integer, String> known = columnNames.getOrDefault(oid, Map.of());
        return numbers(numbers)
                .map(number -> known.get(Math.toIntExact(number)))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    List<QualifiedName> names(@Nullable String oids) {
        return numbers(oids).map(this::name).flatMap(Optional::stream).toList();
    }

    static Stream<Long> numbers(@Nullable String separated) {
        return separated == null || separated.isEmpty()
                ? Stream.empty()
                : Stream.of(separated.split(" ", -1)).map(Long::valueOf);
    }
}
