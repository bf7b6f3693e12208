package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Question.Link;
import dev.cleanslate.postgres.Question.Part;
import dev.cleanslate.postgres.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts into a question which rows stay when a phase is over, so that the server can say which of them hang on the rest. */
final class Staying {

    private final Ground ground;
    private final FreedKeys freed;

    Staying(Ground ground, FreedKeys freed) {
        this.ground = ground;
        this.freed = freed;
    }

    /** Follows the cascades upwards from both ends of the key, since a row goes with whatever it belongs to. */
    Question.NoneStranded question(Edge asked, int phase) {
        Map<QualifiedName, Part> parts = new LinkedHashMap<>();
        Set<Link> cascades = new LinkedHashSet<>();
        Deque<QualifiedName> open = new ArrayDeque<>(List.of(asked.child(), asked.parent()));
        while (!open.isEmpty()) {
            QualifiedName at = open.remove();
            if (parts.putIfAbsent(at, part(at, phase)) == null) {
                for (Edge edge : ground.keys().outOf(at)) {
                    if (edge.key().onDelete() == OnDelete.CASCADE
                            && ground.fates().losesRowsBy(edge.parent(), phase)
                            && !ground.fates().wipedBy(at, phase)
                            && !freed.before(edge, phase)) {
                        cascades.add(link(edge));
                        open.add(edge.parent());
                    }
                }
            }
        }
        return new Question.NoneStranded(link(asked), List.copyOf(parts.values()), List.copyOf(cascades));
    }

    private Part part(QualifiedName name, int phase) {
        Table table = ground.families()
                .table(name)
                .orElseThrow(
                        () -> new IllegalStateException("the catalog has a key of " + name + " but no such table"));
        return new Part(name, table.kind() == Table.Kind.PARTITIONED, keeps(name, phase), table.primaryKey());
    }

    private String keeps(QualifiedName name, int phase) {
        if (!ground.fates().losesRowsBy(name, phase)) {
            return "true";
        }
        return ground.fates().wipedBy(name, phase)
                ? "false"
                : ground.fates().of(name).flatMap(Decided::keeps).orElse("true");
    }

    private static Link link(Edge edge) {
        return new Link(edge.key(), edge.child(), edge.parent());
    }
}
