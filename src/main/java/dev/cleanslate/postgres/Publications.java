package dev.cleanslate.postgres;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which publications replicate a table: by name, by schema, as one of all, or through the table it is a partition of. */
final class Publications {

    private final Relations relations;
    private final List<Row> rows;

    Publications(Relations relations, List<Row> rows) {
        this.relations = relations;
        this.rows = rows;
    }

    List<String> of(long oid) {
        TreeSet<String> names = new TreeSet<>();
        Optional<Row> relation = relations.row(oid);
        while (relation.isPresent()) {
            Row row = relation.get();
            rows.stream()
                    .filter(publication -> covers(publication, row))
                    .forEach(publication -> names.add(publication.word("name")));
            relation = row.bool("is_partition")
                    ? Relations.numbers(row.text("parents")).findFirst().flatMap(relations::row)
                    : Optional.empty();
        }
        return List.copyOf(names);
    }

    private static boolean covers(Row publication, Row relation) {
        if (publication.text("relation") != null) {
            return publication.number("relation") == relation.number("oid");
        }
        String kind = relation.word("kind");
        boolean replicable = kind.equals("r") || kind.equals("p");
        if (!replicable || relation.bool("unlogged")) {
            return false;
        }
        String schema = publication.text("schema_name");
        return schema == null || schema.equals(relation.word("schema_name"));
    }
}
