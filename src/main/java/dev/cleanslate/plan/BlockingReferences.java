package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.Question;
import java.util.Optional;

/** Rule 3: a row that stays and points at a row that goes blocks the plan. */
final class BlockingReferences {

    private final Ground ground;
    private final FreedKeys freed;
    private final Staying staying;
    private final Freeing freeing;

    BlockingReferences(Ground ground, FreedKeys freed) {
        this.ground = ground;
        this.freed = freed;
        this.staying = new Staying(ground, freed);
        this.freeing = new Freeing(ground);
    }

    void check() {
        for (Decided parent : ground.fates().losingRows()) {
            for (Edge edge : ground.keys().declaredInto(parent.name())) {
                boolean gone = ground.fates().wipedBy(edge.child(), parent.phase());
                if (!gone && !freed.before(edge, parent.phase())) {
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
        Optional<Decided> child = ground.fates().of(edge.child());
        boolean thinned = ground.fates().losesRowsBy(edge.child(), parent.phase());
        boolean later = !thinned && child.map(Decided::losesRows).orElse(false);
        if (key.onDelete() == OnDelete.CASCADE) {
            if (thinned && mustNotCascade(child, edge, parent)) {
                askAboutRows(parent, edge, "would take rows along that the suite keeps in");
            }
        } else if (key.onDelete().reachesChild()) {
            // Of any other table the cascade proof has said already that none of its rows may change.
            if (thinned) {
                askAboutRows(parent, edge, "would change rows that stay in");
            }
        } else if (later) {
            refuseOrder(parent, edge);
        } else if (thinned || parent.fate() == Fate.KEEP_ROWS) {
            askAboutRows(parent, edge, "would leave rows behind that stay in");
        } else {
            askAboutTable(parent, edge);
        }
    }

    private boolean mustNotCascade(Optional<Decided> child, Edge edge, Decided parent) {
        return child.flatMap(Decided::keeps).isPresent() && !ground.letsCascade(edge.child(), parent.phase());
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

    private void askAboutRows(Decided parent, Edge edge, String harm) {
        Optional<String> objection = ground.findings().objectionTo(staying.question(edge, parent.phase()));
        String how = edge.key().name() + " (ON DELETE " + Edge.word(edge.key().onDelete()) + ")";
        if (objection.isEmpty()) {
            warnOfRowsToCome(parent, edge, how);
            return;
        }
        ground.findings()
                .rule(
                        parent.place(),
                        parent.said() + ", which " + harm + " \"" + edge.child() + "\" ("
                                + ground.fates().word(edge.child()) + ") through " + how + ": " + objection.get() + ". "
                                + freeing.of(edge));
    }

    /** What is thinned out itself is locked during the reset; of other tables nobody keeps new rows away. */
    private void warnOfRowsToCome(Decided parent, Edge edge, String how) {
        if (!ground.fates().losesRowsBy(edge.child(), parent.phase())) {
            ground.findings()
                    .warn("No row that stays in \"" + edge.child() + "\" refers to a row of \"" + parent.name()
                            + "\" that goes, through " + how
                            + ", as of now; should one appear before the reset, the reset fails and rolls back.");
        }
    }

    private void askAboutTable(Decided parent, Edge edge) {
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
        ground.findings()
                .rule(
                        parent.place(),
                        parent.said() + ", but rows of " + child + " that stay refer to it through "
                                + key.name() + " (" + String.join(", ", key.childColumns()) + "): " + objection.get()
                                + ". " + freeing.of(edge));
    }
}
