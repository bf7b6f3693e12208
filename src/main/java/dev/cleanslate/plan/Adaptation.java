package dev.cleanslate.plan;

import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Check.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which variant of its suite a database is, and what is left out for it: {@code lacking} are names as the suite spells
 * them, {@code leftOut} clauses for a person.
 */
public record Adaptation(String variant, Set<String> lacking, List<String> leftOut) {

    public Adaptation {
        lacking = Set.copyOf(lacking);
        leftOut = List.copyOf(leftOut);
    }

    public boolean serves(Optional<String> only) {
        return only.isEmpty() || only.get().equals(variant);
    }

    boolean has(String table) {
        return !lacking.contains(table);
    }

    boolean has(String table, String column) {
        return has(table) && !lacking.contains(table + "." + column);
    }

    /** The check as this database can be asked it; empty where nothing is left of it. */
    public Optional<Check> fitted(Check check) {
        if (!serves(check.only())) {
            return Optional.empty();
        }
        if (check.kind() instanceof Kind.Rows rows) {
            Map<String, Check.Range> tables = new LinkedHashMap<>(rows.tables());
            tables.keySet().removeIf(table -> !has(table));
            return tables.isEmpty() ? Optional.empty() : Optional.of(with(check, new Kind.Rows(tables)));
        }
        if (check.kind() instanceof Kind.Zero zero) {
            Map<String, List<String>> columns = new LinkedHashMap<>();
            zero.columns().forEach((table, names) -> {
                List<String> there =
                        names.stream().filter(name -> has(table, name)).toList();
                if (!there.isEmpty()) {
                    columns.put(table, there);
                }
            });
            return columns.isEmpty() ? Optional.empty() : Optional.of(with(check, new Kind.Zero(columns)));
        }
        return Optional.of(check);
    }

    private static Check with(Check check, Kind kind) {
        return new Check(check.name(), check.place(), kind, check.only());
    }
}
