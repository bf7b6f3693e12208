package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tables in layers: what nothing refers to comes first, then what only the layers before refer to. */
final class Layers {

    /** More phases than this are no longer read. */
    private static final int MOST = 8;

    private Layers() {}

    static List<List<QualifiedName>> of(List<QualifiedName> tables, Families families, KeyGraph keys) {
        Set<QualifiedName> members = new LinkedHashSet<>(tables);
        Map<QualifiedName, Integer> depth = new HashMap<>();
        TreeMap<Integer, List<QualifiedName>> layers = new TreeMap<>();
        for (List<QualifiedName> knot : Knots.of(tables, t -> before(t, families, keys))) {
            int deepest = knot.stream()
                    .flatMap(t -> before(t, families, keys).stream())
                    .filter(t -> members.contains(t) && !knot.contains(t))
                    .mapToInt(t -> depth.getOrDefault(t, 0) + 1)
                    .max()
                    .orElse(0);
            knot.forEach(t -> depth.put(t, deepest));
            layers.computeIfAbsent(deepest, d -> new ArrayList<>()).addAll(knot);
        }
        return atMost(List.copyOf(layers.values()));
    }

    private static List<List<QualifiedName>> atMost(List<List<QualifiedName>> layers) {
        if (layers.size() <= MOST) {
            return layers;
        }
        List<List<QualifiedName>> merged = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            List<QualifiedName> together = new ArrayList<>();
            layers.subList(i * layers.size() / MOST, (i + 1) * layers.size() / MOST)
                    .forEach(together::addAll);
            merged.add(together);
        }
        return merged;
    }

    private static Collection<QualifiedName> before(QualifiedName table, Families families, KeyGraph keys) {
        List<QualifiedName> before = new ArrayList<>(families.heirs(table));
        keys.into(table).stream().filter(e -> !e.toItself()).map(Edge::child).forEach(before::add);
        return before;
    }
}
