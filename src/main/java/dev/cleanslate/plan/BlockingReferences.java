package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.Question;
import java.util.Optional;

/** Rule 3: a row that stays and points at a row that goes blocks the plan. */
final class BlockingReferences {

    private final Ground ground;
    private final FreedKeys freed;

    BlockingReferences(Ground ground, FreedKeys freed) {
        this.ground = ground;
        this.freed = freed;
    }

    void check() {
        for (Decided parent : ground.fates().wiped()) {
            for (Edge edge : ground.keys().declaredInto(parent.name())) {
                if (!edge.toItself() && !ground.fates().wipedBy(edge.child(), parent.phase())) {
                    check(parent, edge);
                }
            }
        }
    }

    private void check(Decided parent, Edge edge) {
        ForeignKey key = edge.key();
        if (!key.enforced()) {
            ground.findings()
                    .warn("\"" + edge.child() + "\" refers to \"" + parent.name() + "\" through " + key.name()
                            + ", which is NOT ENFORCED: its rows will refer to rows that are gone.");
            return;
        }
        boolean later = ground.fates().is(edge.child(), Fate.WIPE);
        if (key.onDelete().reachesChild() || freed.before(edge, parent.phase())) {
            return;
        }
        if (later) {
            refuseOrder(parent, edge);
        } else if (!ground.fates().is(edge.child(), Fate.KEEP_ROWS)) {
            ask(parent, edge);
        }
    }

    private void refuseOrder(Decided parent, Edge edge) {
        int childPhase = ground.fates().of(edge.child()).map(Decided::phase).orElse(parent.phase());
        ground.findings()
                .rule(
                        parent.place(),
                        parent.said() + " before " + ground.phase(childPhase) + " wipes \"" + edge.child()
                                + "\", whose rows refer to it through "
                                + edge.key().name() + ". Parents before children does not work: move \""
                                + edge.child() + "\" to the same or an earlier phase.");
    }

    private void ask(Decided parent, Edge edge) {
        ForeignKey key = edge.key();
        Question question = new Question.NoneRefer(key.child(), key.childColumns());
        Optional<String> objection = ground.findings().objectionTo(question);
        String child = "\"" + edge.child() + "\" (" + ground.fates().word(edge.child()) + ")";
        if (objection.isEmpty()) {
            ground.findings()
                    .warn("No row of " + child + " refers to \"" + parent.name() + "\" through " + key.name()
                            + " as of now; should one appear before the reset, the reset fails and rolls back.");
            return;
        }
        String nulling = ground.keys().mayBeNull(key)
                ? ", or set " + String.join(", ", key.childColumns()) + " to null in a reset phase before"
                : "";
        ground.findings()
                .rule(
                        parent.place(),
                        parent.said() + ", but rows of " + child + " that stay refer to it through "
                                + key.name() + " (" + String.join(", ", key.childColumns()) + "): " + objection.get()
                                + ". Wipe \"" + edge.child()
                                + "\" in the same or an earlier phase" + nulling + ", or keep \"" + parent.name()
                                + "\".");
    }
}
