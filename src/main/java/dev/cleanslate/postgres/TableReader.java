package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts together what the catalog says of each table. */
final class TableReader {

    private final Relations relations;
    private final Indexes indexes;
    private final Constraints constraints;
    private final Publications publications;
    private final Map<Long, List<String>> rules = new HashMap<>();
    private final Map<Long, List<String>> policies = new HashMap<>();
    private final Map<Long, List<Row>> partitions = new HashMap<>();

    TableReader(
            Relations relations,
            Indexes indexes,
            Constraints constraints,
            List<Row> rulesAndPolicies,
            Publications publications) {
        this.relations = relations;
        this.indexes = indexes;
        this.constraints = constraints;
        this.publications = publications;
        for (Row row : rulesAndPolicies) {
            Map<Long, List<String>> kind = row.word("kind").equals("rule") ? rules : policies;
            kind.computeIfAbsent(row.number("relation"), r -> new ArrayList<>()).add(row.word("definition"));
        }
        for (Row row : relations.rows()) {
            if (row.bool("is_partition")) {
                Relations.numbers(row.text("parents"))
                        .forEach(parent -> partitions
                                .computeIfAbsent(parent, p -> new ArrayList<>())
                                .add(row));
            }
        }
    }

    List<Table> tables() {
        return relations.rows().stream()
                .map(this::table)
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    private Table table(Row row) {
        long oid = row.number("oid");
        List<QualifiedName> parents = relations.names(row.text("parents"));
        boolean partition = row.bool("is_partition");
        return new Table(
                oid,
                new QualifiedName(row.word("schema_name"), row.word("name")),
                kind(row.word("kind")),
                partition ? parents.stream().findFirst() : Optional.empty(),
                Optional.ofNullable(row.text("partition_key")),
                Optional.ofNullable(row.text("partition_bound")),
                partition ? List.of() : parents,
                row.bool("unlogged"),
                Optional.ofNullable(row.text("extension")),
                new Table.RowSecurity(
                        row.bool("row_security"), row.bool("row_security_forced"), row.bool("row_security_active")),
                replicaIdentity(row.word("replica_identity")),
                publications.of(oid),
                relations.columns(oid),
                indexes.primaryKey(oid),
                indexes.definitions(oid),
                constraints.checks(oid),
                rules.getOrDefault(oid, List.of()),
                policies.getOrDefault(oid, List.of()),
                rights(row),
                sum(row, leaf -> leaf.number("estimated_rows")),
                sum(row, leaf -> leaf.number("bytes")));
    }

    private static Table.Rights rights(Row row) {
        return new Table.Rights(
                row.bool("owner"),
                row.bool("may_select"),
                row.bool("may_insert"),
                row.bool("may_update"),
                row.bool("may_delete"),
                row.bool("may_truncate"),
                row.bool("may_index"));
    }

    /** A partitioned table holds nothing itself: what is in it is in its leaves. */
    private long sum(Row row, Function<Row, Long> figure) {
        return row.word("kind").equals("p")
                ? partitions.getOrDefault(row.number("oid"), List.of()).stream()
                        .mapToLong(partition -> sum(partition, figure))
                        .sum()
                : figure.apply(row);
    }

    private static Table.Kind kind(String letter) {
        return switch (letter) {
            case "r" -> Table.Kind.ORDINARY;
            case "p" -> Table.Kind.PARTITIONED;
            case "f" -> Table.Kind.FOREIGN;
            case "v" -> Table.Kind.VIEW;
            case "m" -> Table.Kind.MATERIALIZED_VIEW;
            default -> throw new IllegalStateException("pg_class knows a kind \"" + letter + "\"");
        };
    }

    private static Table.ReplicaIdentity replicaIdentity(String letter) {
        return switch (letter) {
            case "d" -> Table.ReplicaIdentity.DEFAULT;
            case "n" -> Table.ReplicaIdentity.NOTHING;
            case "f" -> Table.ReplicaIdentity.FULL;
            case "i" -> Table.ReplicaIdentity.INDEX;
            default -> throw new IllegalStateException("pg_class knows a replica identity \"" + letter + "\"");
        };
    }
}
