package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables that refer to each other in a circle: in which order DELETE could take them, and which keys would have to be
 * deferred, or columns set to null, for it. {@code path} shows the circle to people.
 */
record Cycle(List<QualifiedName> tables, boolean deletable, List<ForeignKey> deferred, List<Edge> freed, String path) {

    /** How DELETE gets through it, for the reason of a choice. */
    String way() {
        if (!freed.isEmpty()) {
            return ", and these columns are set to null first in the rows that go: "
                    + freed.stream()
                            .map(edge -> edge.child() + " ("
                                    + String.join(", ", edge.key().childColumns()) + ")")
                            .collect(Collectors.joining(", "));
        }
        return deferred.isEmpty()
                ? ", which DELETE can take in this order, as its cascades go along"
                : ", and its deferrable keys are checked only after the last DELETE";
    }

    static Cycle of(List<QualifiedName> knot, Ground ground) {
        return new Search(Set.copyOf(knot), knot, ground).cycle();
    }

    /** Searches an order for DELETE within the circle. */
    private record Search(Set<QualifiedName> members, List<QualifiedName> knot, Ground ground) {

        Cycle cycle() {
            Optional<List<QualifiedName>> order = order(this::blocks);
            if (order.isPresent()) {
                return new Cycle(order.get(), true, List.of(), List.of(), path());
            }
            order = order(edge -> blocks(edge) && !canWait(edge));
            if (order.isPresent()) {
                return new Cycle(order.get(), true, waiting(), List.of(), path());
            }
            order = order(edge -> blocks(edge) && !canWait(edge) && !canBeFreed(edge));
            if (order.isPresent()) {
                List<Edge> freed = blocking()
                        .filter(edge -> !canWait(edge) && canBeFreed(edge))
                        .toList();
                return new Cycle(order.get(), true, waiting(), freed, path());
            }
            return new Cycle(knot, false, List.of(), List.of(), path());
        }

        private List<ForeignKey> waiting() {
            return blocking().filter(this::canWait).map(Edge::key).toList();
        }

        private Stream<Edge> blocking() {
            return knot.stream().flatMap(table -> ofMembers(table).stream()).filter(this::blocks);
        }

        private boolean canBeFreed(Edge edge) {
            return ground.keys().mayBeNull(edge.key()) && edge.key().child().equals(edge.child());
        }

        private Optional<List<QualifiedName>> order(Predicate<Edge> blocking) {
            List<List<QualifiedName>> knots = Knots.of(knot, table -> before(table, blocking));
            return knots.stream().allMatch(k -> k.size() == 1)
                    ? Optional.of(knots.stream().flatMap(List::stream).toList())
                    : Optional.empty();
        }

        /**
         * What must be empty before a table may be: the children that would block its rows, and those that would block
         * the rows which its own cascades take along, other rows of the same table among them.
         */
        private Collection<QualifiedName> before(QualifiedName table, Predicate<Edge> blocking) {
            Set<QualifiedName> first = new LinkedHashSet<>();
            for (QualifiedName swept : swept(table)) {
                ofMembers(swept).stream().filter(blocking).map(Edge::child).forEach(first::add);
            }
            first.remove(table);
            return first;
        }

        private Set<QualifiedName> swept(QualifiedName table) {
            Set<QualifiedName> swept = new LinkedHashSet<>(Set.of(table));
            Deque<QualifiedName> open = new ArrayDeque<>(swept);
            while (!open.isEmpty()) {
                QualifiedName at = open.remove();
                Set<QualifiedName> next = new LinkedHashSet<>(ground.families().heirs(at));
                within(at).stream()
                        .filter(e -> e.key().onDelete() == OnDelete.CASCADE)
                        .map(Edge::child)
                        .forEach(next::add);
                next.stream().filter(members::contains).filter(swept::add).forEach(open::add);
            }
            return swept;
        }

        private boolean blocks(Edge edge) {
            return switch (edge.key().onDelete()) {
                case NO_ACTION, RESTRICT -> true;
                case CASCADE -> false;
                case SET_NULL -> !ground.keys().mayBeNull(edge.key());
                // The default may refer to a row that goes as well.
                case SET_DEFAULT -> true;
            };
        }

        /** RESTRICT and the other actions are carried out at once, however deferrable the key is. */
        private boolean canWait(Edge edge) {
            return edge.key().deferrable() && edge.key().onDelete() == OnDelete.NO_ACTION;
        }

        /** A table's keys to itself are among them: a cascade may take one of its rows and leave another. */
        private List<Edge> ofMembers(QualifiedName parent) {
            return ground.keys().into(parent).stream()
                    .filter(e -> members.contains(e.child()))
                    .toList();
        }

        private List<Edge> within(QualifiedName parent) {
            return ofMembers(parent).stream().filter(e -> !e.toItself()).toList();
        }

        /** The shortest way from the first table over its children back to itself, told child by child. */
        private String path() {
            QualifiedName start = knot.get(0);
            Map<QualifiedName, Edge> reachedBy = new HashMap<>();
            Deque<QualifiedName> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty() && !reachedBy.containsKey(start)) {
                QualifiedName at = open.remove();
                for (Edge edge : within(at)) {
                    if (reachedBy.putIfAbsent(edge.child(), edge) == null) {
                        open.add(edge.child());
                    }
                }
            }
            StringBuilder path = new StringBuilder(start.toString());
            Edge edge = reachedBy.get(start);
            while (edge != null) {
                path.append(" → ")
                        .append(edge.parent())
                        .append(" (")
                        .append(edge.key().name())
                        .append(')');
                edge = edge.parent().equals(start) ? null : reachedBy.get(edge.parent());
            }
            return path.toString();
        }
    }
}
