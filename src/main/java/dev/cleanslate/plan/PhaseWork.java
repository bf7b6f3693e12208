package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements of a phase that wipes: in its order, what must be truncated together in one TRUNCATE. */
final class PhaseWork {

    private final Emptying emptying;
    private final Ground ground;

    PhaseWork(Emptying emptying, Ground ground) {
        this.emptying = emptying;
        this.ground = ground;
    }

    List<Work> statements() {
        Map<QualifiedName, List<QualifiedName>> together = together();
        Set<QualifiedName> done = new HashSet<>();
        List<Work> work = new ArrayList<>();
        for (QualifiedName table : emptying.order().tables()) {
            if (!done.add(table)) {
                continue;
            }
            if (emptying.choice(table).strategy() == Strategy.TRUNCATE) {
                List<QualifiedName> set = together.getOrDefault(table, List.of(table));
                work.add(new Work.Truncate(set));
                done.addAll(set);
            } else {
                work.addAll(emptying.order().untying(table, ground));
                work.add(new Work.Delete(table, Optional.empty(), emptying.indexes(table)));
            }
        }
        return work;
    }

    /** For each table to truncate, those that hang together with it by keys or inheritance, itself included. */
    private Map<QualifiedName, List<QualifiedName>> together() {
        Set<QualifiedName> truncated = new LinkedHashSet<>(emptying.again());
        emptying.order().tables().stream()
                .filter(t -> emptying.choice(t).strategy() == Strategy.TRUNCATE)
                .forEach(truncated::add);
        Map<QualifiedName, Collection<QualifiedName>> links = new HashMap<>();
        truncated.forEach(t -> links.put(t, new LinkedHashSet<>()));
        for (QualifiedName table : truncated) {
            List<QualifiedName> below = new ArrayList<>(ground.families().heirs(table));
            ground.keys().declaredInto(table).stream().map(Edge::child).forEach(below::add);
            below.stream().filter(truncated::contains).forEach(child -> {
                links.computeIfAbsent(table, t -> new LinkedHashSet<>()).add(child);
                links.computeIfAbsent(child, t -> new LinkedHashSet<>()).add(table);
            });
        }
        Map<QualifiedName, List<QualifiedName>> together = new HashMap<>();
        for (List<QualifiedName> set : Knots.of(List.copyOf(truncated), t -> links.getOrDefault(t, List.of()))) {
            set.forEach(t -> together.put(t, set));
        }
        return together;
    }
}
