package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Measure;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.ServerFacts;
import java.util.List;
import java.util.Map;

/** A database as somebody sees it who has to plan a reset of it. */
public record Survey(
        ServerFacts server, List<Proposal> tables, List<QualifiedName> views, Totals before, Totals after) {

    public Survey {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
    }

    /** {@code exact}: every table was counted. What is left is reckoned from the proposals. */
    public record Totals(int tables, long rows, long bytes, boolean exact) {}

    public static Survey of(Catalog catalog, Map<QualifiedName, Measure> measures) {
        return new Surveyor(catalog, measures).survey();
    }

    public List<Proposal> with(Fate fate) {
        return tables.stream().filter(t -> t.fate() == fate).toList();
    }
}
