package dev.cleanslate.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the live database says of itself, read in one pass: every table outside the system's schemas, sorted by name.
 * {@code details} are for telling whether the schema is the same, and for nothing else.
 */
public record Catalog(
        ServerFacts server,
        List<Table> tables,
        List<ForeignKey> foreignKeys,
        List<Trigger> triggers,
        List<Sequence> sequences,
        Map<QualifiedName, List<QualifiedName>> materializedViewSources,
        List<String> details,
        SchemaStamp stamp) {

    public Catalog {
        tables = List.copyOf(tables);
        foreignKeys = List.copyOf(foreignKeys);
        triggers = List.copyOf(triggers);
        sequences = List.copyOf(sequences);
        materializedViewSources = Map.copyOf(materializedViewSources);
        details = List.copyOf(details);
    }

    public Optional<Table> table(QualifiedName name) {
        return tables.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    public Map<QualifiedName, Table> byName() {
        return tables.stream().collect(Collectors.toMap(Table::name, Function.identity()));
    }
}
