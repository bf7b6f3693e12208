package dev.cleanslate.plan;

import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The foreign keys between tables, each partition standing for its root. */
final class KeyGraph {

    private static final Comparator<ForeignKey> BY_NAME = Comparator.comparing(ForeignKey::child)
            .thenComparing(ForeignKey::name)
            .thenComparing(ForeignKey::parent);

    private final Map<QualifiedName, List<Edge>> declared = new HashMap<>();
    private final Map<QualifiedName, List<Edge>> enforced = new HashMap<>();
    private final Map<QualifiedName, List<Edge>> enforcedFrom = new HashMap<>();
    private final Families families;

    KeyGraph(List<ForeignKey> keys, Families families) {
        this.families = families;
        for (ForeignKey key : keys.stream().sorted(BY_NAME).toList()) {
            Edge edge = new Edge(key, families.root(key.child()), families.root(key.parent()));
            declared.computeIfAbsent(edge.parent(), p -> new ArrayList<>()).add(edge);
            if (key.enforced()) {
                enforced.computeIfAbsent(edge.parent(), p -> new ArrayList<>()).add(edge);
                enforcedFrom
                        .computeIfAbsent(edge.child(), c -> new ArrayList<>())
                        .add(edge);
            }
        }
    }

    /** The keys that act when rows of this table go or change. */
    List<Edge> into(QualifiedName parent) {
        return enforced.getOrDefault(parent, List.of());
    }

    /** The keys by which rows of this table hang on others. */
    List<Edge> outOf(QualifiedName child) {
        return enforcedFrom.getOrDefault(child, List.of());
    }

    /** All keys that point at this table, also those that enforce nothing. */
    List<Edge> declaredInto(QualifiedName parent) {
        return declared.getOrDefault(parent, List.of());
    }

    /** Whether every row of the child could do without a parent, as far as its columns allow. */
    boolean mayBeNull(ForeignKey key) {
        return families.table(key.child())
                .map(child -> key.childColumns().stream()
                        .allMatch(name ->
                                child.column(name).map(c -> !c.notNull()).orElse(false)))
                .orElse(false);
    }

    record Edge(ForeignKey key, QualifiedName child, QualifiedName parent) {

        boolean toItself() {
            return child.equals(parent);
        }

        /** {@code ON DELETE CASCADE}, without the words ON DELETE. */
        static String word(ForeignKey.OnDelete action) {
            return action.name().replace('_', ' ');
        }
    }
}
