package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Rule 4: the tables one phase wipes, children before parents. It follows from the keys alone, not from strategies. */
record PhaseOrder(int phase, List<QualifiedName> tables, List<Cycle> cycles) {

    static PhaseOrder of(int phase, Ground ground) {
        List<QualifiedName> listed =
                ground.fates().wipedIn(phase).stream().map(Decided::name).toList();
        List<QualifiedName> ordered = new ArrayList<>();
        List<Cycle> cycles = new ArrayList<>();
        for (List<QualifiedName> knot : Knots.of(listed, table -> before(table, ground))) {
            if (knot.size() == 1) {
                ordered.addAll(knot);
            } else {
                Cycle cycle = Cycle.of(knot, ground);
                cycles.add(cycle);
                ordered.addAll(cycle.tables());
            }
        }
        return new PhaseOrder(phase, List.copyOf(ordered), List.copyOf(cycles));
    }

    Optional<Cycle> cycleOf(QualifiedName table) {
        return cycles.stream().filter(c -> c.tables().contains(table)).findFirst();
    }

    private static Collection<QualifiedName> before(QualifiedName table, Ground ground) {
        List<QualifiedName> children = new ArrayList<>(ground.families().heirs(table));
        ground.keys().into(table).stream()
                .filter(e -> !e.toItself())
                .map(Edge::child)
                .forEach(children::add);
        return children;
    }
}
