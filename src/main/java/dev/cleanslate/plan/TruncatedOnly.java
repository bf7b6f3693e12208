package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Suite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables that only TRUNCATE can empty, a circle of keys that no order of DELETE undoes for one, and all that would have
 * to be truncated along. No table that stays may refer to any of them, whatever its rows hold.
 */
final class TruncatedOnly {

    private TruncatedOnly() {}

    static Set<QualifiedName> of(Suite suite, Catalog catalog, Families families, KeyGraph keys) {
        Findings unheard = new Findings(Answers.NONE);
        Ground ground = new Ground(
                suite,
                catalog,
                new Names(suite, catalog, unheard),
                families,
                keys,
                new Fates(Map.of(), List.of()),
                unheard);
        Obstacles obstacles = new Obstacles(ground, new Firing(List.of(), List.of(), families));
        List<Table> tables = catalog.tables().stream()
                .filter(t -> t.holdsRows() && !t.isPartition())
                .toList();
        Set<QualifiedName> found = new HashSet<>();
        tables.stream()
                .filter(t -> t.rights().delete() && obstacles.toDelete(t).isPresent())
                .forEach(t -> found.add(t.name()));
        List<QualifiedName> names = tables.stream().map(Table::name).toList();
        for (List<QualifiedName> knot : Knots.of(names, t -> children(t, families, keys))) {
            if (knot.size() > 1 && !Cycle.of(knot, ground).deletable()) {
                found.addAll(knot);
            }
        }
        Deque<QualifiedName> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            QualifiedName at = open.remove();
            List<QualifiedName> along = new ArrayList<>(families.heirs(at));
            keys.declaredInto(at).stream().map(Edge::child).forEach(along::add);
            along.stream().filter(found::add).forEach(open::add);
        }
        return found;
    }

    private static List<QualifiedName> children(QualifiedName table, Families families, KeyGraph keys) {
        List<QualifiedName> children = new ArrayList<>(families.heirs(table));
        keys.into(table).stream().filter(e -> !e.toItself()).map(Edge::child).forEach(children::add);
        return children;
    }
}
