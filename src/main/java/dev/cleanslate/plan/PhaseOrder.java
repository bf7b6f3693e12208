package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rule 4: the tables one phase wipes or thins out, children before parents. It follows from the keys alone, not from strategies. */
record PhaseOrder(int phase, List<QualifiedName> tables, List<Cycle> cycles) {

    static PhaseOrder of(int phase, Ground ground) {
        List<QualifiedName> listed =
                ground.fates().emptiedIn(phase).stream().map(Decided::name).toList();
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

    /** What stands before the first table of a circle: keys that have to wait, and columns that let go. */
    List<Work> untying(QualifiedName table, Ground ground) {
        List<Work> work = new ArrayList<>();
        for (Cycle cycle : cycles) {
            if (!cycle.tables().get(0).equals(table)) {
                continue;
            }
            if (!cycle.deferred().isEmpty()) {
                work.add(new Work.Defer(cycle.deferred().stream()
                        .map(key -> new QualifiedName(key.child().schema(), key.name()))
                        .distinct()
                        .toList()));
            }
            for (Edge edge : cycle.freed()) {
                work.add(new Work.Free(
                        edge.child(),
                        ground.fates().of(edge.child()).flatMap(Decided::keeps),
                        edge.key().childColumns()));
            }
        }
        return work;
    }

    private static Collection<QualifiedName> before(QualifiedName table, Ground ground) {
        Set<QualifiedName> children = new LinkedHashSet<>(ground.families().heirs(table));
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(table));
        while (!open.isEmpty()) {
            for (Edge edge : ground.keys().into(open.remove())) {
                // What a cascade takes along has no statement of its own before which its children could stand.
                boolean swept = ground.fates()
                        .of(edge.child())
                        .map(Decided::onlyByCascade)
                        .orElse(false);
                if (!edge.toItself() && children.add(edge.child()) && swept) {
                    open.add(edge.child());
                }
            }
        }
        children.remove(table);
        return children;
    }
}
