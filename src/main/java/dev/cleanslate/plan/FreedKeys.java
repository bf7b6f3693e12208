package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Phase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys that hold nobody any more, since an earlier phase sets their columns to null in every row. */
final class FreedKeys {

    private final Ground ground;
    private final Map<Nulled, Integer> nulled = new HashMap<>();

    FreedKeys(Ground ground) {
        this.ground = ground;
        List<Phase> phases = ground.suite().phases();
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).action() instanceof Action.Reset reset) {
                int phase = i;
                reset.tables().forEach((name, set) -> collect(phases.get(phase), phase, name, set));
            }
        }
    }

    /** Whether the child's rows refer to nobody by the time this phase starts, whatever they hold now. */
    boolean before(Edge edge, int phase) {
        return edge.key().childColumns().stream().anyMatch(column -> {
            Integer at = nulled.get(new Nulled(edge.child(), column));
            return at != null && at < phase && !ground.fates().scriptBetween(at, phase);
        });
    }

    private void collect(Phase phase, int index, String name, Action.TableReset set) {
        if (set.where() != null) {
            return;
        }
        String who = Ground.called(phase.name()) + " resets";
        ground.names()
                .table(who, new Mention(name, phase.placeOf(name)))
                .ifPresent(table -> set.columns().forEach((column, value) -> {
                    if (value instanceof Action.Value.Literal literal && literal.text() == null) {
                        nulled.put(new Nulled(table.item().name(), column), index);
                    }
                }));
    }

    private record Nulled(QualifiedName table, String column) {}
}
