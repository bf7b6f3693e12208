package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one TRUNCATE has to name when it names these: a table that refers to a truncated one must be in the
 * same TRUNCATE, however empty it is. Those that are truncated anyway, with all that refers to them, are left out.
 * {@code obstacle} says why it cannot be, if so.
 */
record TruncateSet(Set<QualifiedName> tables, Optional<String> obstacle) {

    static TruncateSet of(
            Collection<QualifiedName> wanted,
            Set<QualifiedName> truncated,
            int phase,
            Ground ground,
            Obstacles obstacles) {
        Set<QualifiedName> tables = new LinkedHashSet<>(wanted);
        Deque<QualifiedName> open = new ArrayDeque<>(wanted);
        Optional<String> obstacle = Optional.empty();
        while (!open.isEmpty() && obstacle.isEmpty()) {
            QualifiedName at = open.remove();
            obstacle =
                    toTable(at, phase, ground, obstacles).map(o -> "TRUNCATE of \"" + at + "\" is not possible: " + o);
            for (Edge edge : ground.keys().declaredInto(at)) {
                if (obstacle.isEmpty() && !truncated.contains(edge.child()) && tables.add(edge.child())) {
                    obstacle = toJoin(edge, phase, ground);
                    open.add(edge.child());
                }
            }
            for (QualifiedName heir : ground.families().heirs(at)) {
                if (!truncated.contains(heir) && tables.add(heir)) {
                    open.add(heir);
                }
            }
        }
        return new TruncateSet(tables, obstacle);
    }

    private static Optional<String> toTable(QualifiedName table, int phase, Ground ground, Obstacles obstacles) {
        Optional<Decided> decided = ground.fates().of(table);
        if (decided.isEmpty() || !ground.fates().wipedBy(table, phase)) {
            return Optional.of("it is " + ground.fates().word(table));
        }
        // What an earlier phase emptied has no row left for a trigger to see.
        return decided.get().phase() < phase
                ? Optional.of(decided.get().table())
                        .filter(t -> !t.rights().truncate())
                        .flatMap(obstacles::toTruncate)
                : obstacles.toTruncate(decided.get().table());
    }

    private static Optional<String> toJoin(Edge edge, int phase, Ground ground) {
        String refers = "TRUNCATE is not possible, since \"" + edge.child() + "\" refers to \"" + edge.parent() + "\" ("
                + edge.key().name() + ")";
        if (!ground.fates().wipedBy(edge.child(), phase)) {
            return Optional.of(refers + " and is " + ground.fates().word(edge.child()));
        }
        return ground.fates()
                .of(edge.child())
                .filter(d -> d.phase() < phase && ground.fates().scriptBetween(d.phase(), phase))
                .map(d -> refers + " and a script may have filled it again since " + ground.phase(d.phase()));
    }
}
