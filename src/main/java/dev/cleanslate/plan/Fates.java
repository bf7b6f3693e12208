package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was decided of every table that the suite is about, in the suite's order. */
final class Fates {

    private final Map<QualifiedName, Decided> decided;
    private final List<List<Decided>> emptied = new ArrayList<>();
    private final int[] scriptsUpTo;

    Fates(Map<QualifiedName, Decided> decided, List<Phase> phases) {
        this.decided = new LinkedHashMap<>(decided);
        this.scriptsUpTo = new int[phases.size() + 1];
        for (int i = 0; i < phases.size(); i++) {
            emptied.add(new ArrayList<>());
            scriptsUpTo[i + 1] = scriptsUpTo[i] + (phases.get(i).action() instanceof Action.Sql ? 1 : 0);
        }
        decided.values().stream()
                .filter(d -> d.losesRows() && !d.onlyByCascade())
                .forEach(d -> emptied.get(d.phase()).add(d));
    }

    Optional<Decided> of(QualifiedName root) {
        return Optional.ofNullable(decided.get(root));
    }

    Collection<Decided> all() {
        return decided.values();
    }

    boolean is(QualifiedName root, Fate fate) {
        return of(root).map(d -> d.fate() == fate).orElse(false);
    }

    /** The tables that a phase wipes, or wipes but for some rows, as the suite lists them. */
    List<Decided> emptiedIn(int phase) {
        return emptied.get(phase);
    }

    /** All tables that lose rows, phase by phase, those that lose them only by cascade last. */
    List<Decided> losingRows() {
        return Stream.concat(
                        emptied.stream().flatMap(List::stream),
                        decided.values().stream().filter(Decided::onlyByCascade))
                .toList();
    }

    /** Whether rows of it go in this phase at the latest. */
    boolean losesRowsBy(QualifiedName root, int phase) {
        return of(root).map(d -> d.losesRows() && d.phase() <= phase).orElse(false);
    }

    boolean wipedBy(QualifiedName root, int phase) {
        return of(root).map(d -> d.fate() == Fate.WIPE && d.phase() <= phase).orElse(false);
    }

    /** Whether a script runs after one phase and before another, so that an emptied table may be full again. */
    boolean scriptBetween(int earlier, int later) {
        return scriptsUpTo[later] > scriptsUpTo[earlier];
    }

    /** {@code protected}, {@code ignored}, … for a message. */
    String word(QualifiedName root) {
        return of(root).map(d -> switch (d.fate()) {
                    case WIPE -> "wiped";
                    case KEEP_ROWS -> "kept in part";
                    case RESET -> "reset";
                    case PROTECT -> "protected";
                    case IGNORE -> "ignored";
                })
                .orElse("outside the suite's schemas");
    }
}
