package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.suite.SqlText;
import java.util.List;

/** What must hold of each table of which some rows stay, before anybody asks which. */
final class KeptRows {

    private final Ground ground;

    KeptRows(Ground ground) {
        this.ground = ground;
    }

    void check() {
        for (Decided decided : ground.fates().all()) {
            if (decided.fate() == Fate.KEEP_ROWS) {
                decided.reviewed()
                        .ifPresentOrElse(
                                rows -> new Reviewing(ground, decided, rows).check(),
                                () -> decided.keeps().ifPresent(text -> parses(decided, text)));
                standsAlone(decided);
                if (decided.onlyByCascade()) {
                    isReached(decided);
                }
            }
        }
    }

    private void parses(Decided decided, String predicate) {
        SqlText.faultAsExpression(predicate)
                .or(() -> ground.findings()
                        .objectionTo(new Question.Parses(
                                "SELECT FROM " + decided.name().sql() + " WHERE (" + predicate + "\n) IS NOT TRUE")))
                .ifPresent(fault -> ground.findings()
                        .usage(
                                decided.place(),
                                decided.said() + ", but where they stay (" + predicate.strip()
                                        + ") is not a condition on a row of this table: " + fault + "."));
    }

    private void standsAlone(Decided decided) {
        List<QualifiedName> heirs = ground.families().heirs(decided.name());
        if (!heirs.isEmpty()) {
            ground.findings()
                    .rule(
                            decided.place(),
                            decided.said() + ", and DELETE would take rows of \"" + heirs.get(0)
                                    + "\" too, which inherits from it. End the inheritance (ALTER TABLE … NO INHERIT), or"
                                    + " use an sql phase and DELETE FROM ONLY.");
        }
    }

    private void isReached(Decided decided) {
        boolean reached = ground.keys().outOf(decided.name()).stream()
                .filter(edge -> !edge.toItself())
                .map(Edge::parent)
                .anyMatch(parent -> ground.fates().losesRowsBy(parent, decided.phase()));
        if (!reached) {
            ground.findings()
                    .usage(
                            decided.place(),
                            decided.said()
                                    + ", but no key leads there from a table that loses rows in this phase or an"
                                    + " earlier one. Give it a fate of its own (protect, wipe, ignore).");
        }
    }
}
