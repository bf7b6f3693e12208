package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rule 5 for one phase: TRUNCATE or DELETE, table by table. {@code again} are tables of earlier phases that a TRUNCATE
 * of this one has to name once more.
 */
final class Emptying {

    private final PhaseOrder order;
    private final Ground ground;
    private final Obstacles obstacles;
    private final Cost cost;
    private final Map<QualifiedName, Choice> choices = new LinkedHashMap<>();
    private final Set<QualifiedName> again = new LinkedHashSet<>();
    private final Set<QualifiedName> truncated = new HashSet<>();
    private final Map<QualifiedName, List<TemporaryIndex>> indexes = new HashMap<>();

    private Emptying(PhaseOrder order, Ground ground, Obstacles obstacles) {
        this.order = order;
        this.ground = ground;
        this.obstacles = obstacles;
        this.cost = new Cost(ground);
    }

    static Emptying of(PhaseOrder order, Ground ground, Obstacles obstacles) {
        Emptying emptying = new Emptying(order, ground, obstacles);
        order.cycles().forEach(emptying::cycle);
        List<Decided> tables = order.tables().stream()
                .flatMap(t -> ground.fates().of(t).stream())
                .toList();
        tables.forEach(emptying::cannotBeDeletedFrom);
        tables.forEach(emptying::bySize);
        tables.forEach(emptying::index);
        return emptying;
    }

    PhaseOrder order() {
        return order;
    }

    Choice choice(QualifiedName table) {
        return choices.getOrDefault(table, new Choice(Strategy.DELETE, ""));
    }

    Set<QualifiedName> again() {
        return again;
    }

    List<TemporaryIndex> indexes(QualifiedName table) {
        return indexes.getOrDefault(table, List.of());
    }

    private void index(Decided table) {
        Choice choice = choice(table.name());
        if (choice.strategy() == Strategy.DELETE) {
            List<TemporaryIndex> wanted = new IndexChoice(ground).of(table.name(), truncated);
            indexes.put(table.name(), wanted);
            choices.put(
                    table.name(),
                    new Choice(
                            Strategy.DELETE, choice.reason() + new IndexChoice(ground).words(table.name(), truncated)));
        }
    }

    private void cycle(Cycle cycle) {
        TruncateSet together = reach(cycle.tables());
        String circle = "refers to others in a circle (" + cycle.path() + ")";
        if (together.obstacle().isEmpty()) {
            truncate(together, cycle.tables(), circle + ", so one TRUNCATE empties all of it");
            return;
        }
        Optional<String> undeletable = obstacles.toUntie(cycle);
        if (!cycle.deletable() || undeletable.isPresent()) {
            refuse(
                    cycle,
                    together.obstacle().get(),
                    undeletable.orElse("no key of the circle can be deferred or set to null so as to break it"));
        }
        cycle.tables().forEach(t -> choices.putIfAbsent(t, new Choice(Strategy.DELETE, circle + cycle.way())));
    }

    private void refuse(Cycle cycle, String notTruncated, String notDeleted) {
        ground.fates()
                .of(cycle.tables().get(0))
                .ifPresent(first -> ground.findings()
                        .rule(
                                first.place(),
                                first.said()
                                        + " and with it a circle of keys: " + cycle.path() + ". " + notTruncated
                                        + "; and " + notDeleted
                                        + ". Make one of these keys DEFERRABLE (ALTER TABLE … ALTER CONSTRAINT … DEFERRABLE), or remove what stands"
                                        + " in the way of one TRUNCATE over all of it."));
    }

    private void cannotBeDeletedFrom(Decided table) {
        Optional<String> undeletable =
                choices.containsKey(table.name()) ? Optional.empty() : obstacles.toDelete(table.table());
        if (undeletable.isEmpty()) {
            return;
        }
        TruncateSet set = reach(List.of(table.name()));
        if (set.obstacle().isPresent()) {
            ground.findings()
                    .rule(
                            table.place(),
                            table.said() + ", but neither way of emptying it is open. DELETE is not possible: "
                                    + undeletable.get() + ". " + set.obstacle().get() + ".");
        } else {
            truncate(set, List.of(table.name()), "DELETE is not possible: " + undeletable.get());
        }
    }

    private void bySize(Decided table) {
        if (choices.containsKey(table.name())) {
            return;
        }
        String size = cost.size(table).words();
        if (cost.delete(table) <= cost.truncate(table)) {
            choices.put(table.name(), new Choice(Strategy.DELETE, size + ": DELETE is quicker than TRUNCATE"));
            return;
        }
        TruncateSet set = reach(List.of(table.name()));
        if (set.obstacle().isPresent()) {
            choices.put(
                    table.name(),
                    new Choice(
                            Strategy.DELETE,
                            size + ", yet by DELETE: " + set.obstacle().get()));
        } else if (sum(set, true) < sum(set, false)) {
            truncate(set, List.of(table.name()), size + ": TRUNCATE takes no longer for many rows than for few");
        } else {
            choices.put(
                    table.name(),
                    new Choice(
                            Strategy.DELETE,
                            size + ": DELETE is quicker than a TRUNCATE of all "
                                    + set.tables().size() + " tables that refer to it"));
        }
    }

    /** What the whole set costs one way or the other. */
    private double sum(TruncateSet set, boolean truncate) {
        return set.tables().stream()
                .flatMap(t -> ground.fates().of(t).stream())
                .mapToDouble(d -> truncate ? cost.truncate(d) : d.phase() < order.phase() ? 0 : cost.delete(d))
                .sum();
    }

    private void truncate(TruncateSet set, Collection<QualifiedName> wanted, String reason) {
        List<QualifiedName> repeated = new ArrayList<>();
        for (QualifiedName table : set.tables()) {
            if (!ground.fates().of(table).map(d -> d.phase() == order.phase()).orElse(false)) {
                repeated.add(table);
            } else if (!wanted.contains(table)) {
                choices.put(
                        table,
                        new Choice(
                                Strategy.TRUNCATE,
                                "refers to \"" + wanted.iterator().next()
                                        + "\", which is truncated, so it has to be in the same TRUNCATE"));
            }
        }
        again.addAll(repeated);
        truncated.addAll(set.tables());
        String more = repeated.isEmpty()
                ? ""
                : "; names " + quoted(repeated) + " of an earlier phase again, since TRUNCATE demands it";
        wanted.forEach(t -> choices.put(t, new Choice(Strategy.TRUNCATE, reason + more)));
    }

    private TruncateSet reach(Collection<QualifiedName> tables) {
        return TruncateSet.of(tables, truncated, order.phase(), ground, obstacles);
    }

    private static String quoted(List<QualifiedName> tables) {
        return String.join(", ", tables.stream().map(t -> "\"" + t + "\"").toList());
    }
}
