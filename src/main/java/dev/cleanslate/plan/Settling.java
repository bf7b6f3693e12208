package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes one whole of what was judged table by table. A table can only be wiped when every table that refers to it is
 * wiped too, or lets go of it; tables that inherit from each other share one fate. The surest judgements are settled
 * first, and what follows from them is settled with them, so that nothing settled is ever taken back.
 */
final class Settling {

    private static final Comparator<Map.Entry<QualifiedName, Judgement>> SUREST =
            Comparator.<Map.Entry<QualifiedName, Judgement>, Confidence>comparing(
                            e -> e.getValue().confidence())
                    .reversed()
                    // Between equals what is kept prevails: it can still be wiped later.
                    .thenComparing(e -> e.getValue().wipes())
                    .thenComparing(Map.Entry::getKey);

    private final Map<QualifiedName, Judgement> judged;
    private final Families families;
    private final LettingGo lettingGo;
    private final Map<QualifiedName, List<Edge>> out = new LinkedHashMap<>();
    private final Map<QualifiedName, Settled> settled = new LinkedHashMap<>();

    Settling(Map<QualifiedName, Judgement> judged, Families families, LettingGo lettingGo) {
        this.judged = judged;
        this.families = families;
        this.lettingGo = lettingGo;
        for (QualifiedName parent : judged.keySet()) {
            lettingGo
                    .binding(parent)
                    .forEach(e -> out.computeIfAbsent(e.child(), c -> new ArrayList<>())
                            .add(e));
        }
    }

    /** Whether a table is wiped, how sure that is, and why it is not what it looks like, where it is not. */
    record Settled(boolean wiped, Confidence confidence, Optional<String> because) {}

    Map<QualifiedName, Settled> settle() {
        judged.entrySet().stream()
                .sorted(SUREST)
                .forEach(e -> settle(
                        e.getKey(),
                        new Settled(e.getValue().wipes(), e.getValue().confidence(), Optional.empty())));
        return settled;
    }

    private void settle(QualifiedName first, Settled how) {
        if (settled.containsKey(first)) {
            return;
        }
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(first));
        settled.put(first, how);
        while (!open.isEmpty()) {
            QualifiedName at = open.remove();
            for (Pull pull : how.wiped() ? wipedWith(at) : keptWith(at)) {
                if (judged.containsKey(pull.table()) && !settled.containsKey(pull.table())) {
                    boolean news = judged.get(pull.table()).wipes() != how.wiped();
                    settled.put(
                            pull.table(),
                            new Settled(
                                    how.wiped(), how.confidence(), news ? Optional.of(pull.why()) : Optional.empty()));
                    open.add(pull.table());
                }
            }
        }
    }

    /** A table that goes the same way as another, and why. */
    private record Pull(QualifiedName table, String why) {}

    private List<Pull> wipedWith(QualifiedName parent) {
        List<Pull> pulls = new ArrayList<>();
        for (Edge edge : lettingGo.binding(parent)) {
            pulls.add(new Pull(
                    edge.child(),
                    "its rows refer to " + edge.parent() + " (" + edge.key().name() + "), which is wiped"));
        }
        kin(parent).forEach(k -> pulls.add(new Pull(k, "it inherits together with " + parent + ", which is wiped")));
        return pulls;
    }

    private List<Pull> keptWith(QualifiedName child) {
        List<Pull> pulls = new ArrayList<>();
        for (Edge edge : out.getOrDefault(child, List.of())) {
            pulls.add(new Pull(
                    edge.parent(),
                    "rows of " + edge.child() + ", which stays, refer to it ("
                            + edge.key().name() + ")"));
        }
        kin(child).forEach(k -> pulls.add(new Pull(k, "it inherits together with " + child + ", which stays")));
        return pulls;
    }

    private Set<QualifiedName> kin(QualifiedName table) {
        Set<QualifiedName> kin = new TreeSet<>(families.heirs(table));
        families.table(table).map(Table::inherits).ifPresent(kin::addAll);
        return kin;
    }
}
