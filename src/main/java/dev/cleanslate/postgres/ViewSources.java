package dev.cleanslate.postgres;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What materialized views show in the end: tables, seen through views of both kinds. A materialized view on the way
 * is named too, since it has to be refreshed first. A materialized view that holds no data, as it was made or emptied
 * so, shows nothing and is left out.
 */
final class ViewSources {

    private final Relations relations;
    private final Map<Long, List<Long>> direct = new HashMap<>();

    ViewSources(Relations relations, List<Row> rows) {
        this.relations = relations;
        for (Row row : rows) {
            direct.computeIfAbsent(row.number("view"), v -> new ArrayList<>()).add(row.number("source"));
        }
    }

    Map<QualifiedName, List<QualifiedName>> ofMaterializedViews() {
        Map<QualifiedName, List<QualifiedName>> sources = new HashMap<>();
        for (Row row : relations.rows()) {
            if (row.word("kind").equals("m") && row.bool("populated")) {
                sources.put(new QualifiedName(row.word("schema_name"), row.word("name")), sources(row.number("oid")));
            }
        }
        return sources;
    }

    private List<QualifiedName> sources(long view) {
        List<QualifiedName> found = new ArrayList<>();
        Set<Long> seen = new HashSet<>(Set.of(view));
        Deque<Long> ahead = new ArrayDeque<>(direct.getOrDefault(view, List.of()));
        while (!ahead.isEmpty()) {
            long source = ahead.pop();
            if (seen.add(source)) {
                ahead.addAll(direct.getOrDefault(source, List.of()));
                boolean passedThrough = relations
                        .row(source)
                        .map(row -> row.word("kind").equals("v"))
                        .orElse(false);
                if (!passedThrough) {
                    relations.name(source).ifPresent(found::add);
                }
            }
        }
        return found.stream().sorted().toList();
    }
}
