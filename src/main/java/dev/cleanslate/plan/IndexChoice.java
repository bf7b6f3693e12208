package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Which keys a DELETE would have to look through whole tables for, row by row, unless they get an index first. */
final class IndexChoice {

    private final Ground ground;
    private final Cost cost;

    IndexChoice(Ground ground) {
        this.ground = ground;
        this.cost = new Cost(ground);
    }

    /** Follows the cascades, whose rows are looked for in their own children. */
    List<TemporaryIndex> of(QualifiedName table, Set<QualifiedName> truncated) {
        return wanted(table, truncated, cost::wantsIndex);
    }

    private List<TemporaryIndex> wanted(
            QualifiedName table, Set<QualifiedName> truncated, BiPredicate<Edge, Size> wants) {
        List<TemporaryIndex> indexes = new ArrayList<>();
        Set<QualifiedName> seen = new HashSet<>(Set.of(table));
        Deque<QualifiedName> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            QualifiedName at = open.remove();
            for (Edge edge : ground.keys().into(at)) {
                if (truncated.contains(edge.child())) {
                    continue;
                }
                TemporaryIndex index = TemporaryIndex.of(edge.key());
                if (wants.test(edge, ground.families().size(at)) && !indexes.contains(index)) {
                    indexes.add(index);
                }
                if (edge.key().onDelete() == OnDelete.CASCADE && seen.add(edge.child())) {
                    open.add(edge.child());
                }
            }
        }
        return List.copyOf(indexes);
    }

    /** What is made, and what would be if the role might. */
    String words(QualifiedName table, Set<QualifiedName> truncated) {
        List<TemporaryIndex> made = of(table, truncated);
        String without = wanted(table, truncated, cost::wouldWantIndex).stream()
                .filter(index -> !made.contains(index))
                .map(index -> "; without an index on " + index + ", which is looked through for each row that goes: to"
                        + " make one for the time, the role would have to own " + index.table()
                        + " and have CREATE on schema " + index.table().schema())
                .collect(Collectors.joining());
        return made.isEmpty()
                ? without
                : made.stream()
                                .map(index -> index + ", as " + index.constraint() + " has none")
                                .collect(Collectors.joining("; ", "; with a temporary index on ", ""))
                        + without;
    }
}
