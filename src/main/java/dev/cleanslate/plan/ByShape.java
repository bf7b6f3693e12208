package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import java.util.Map;
import java.util.Optional;

/** What keys, columns and rows say of a table whose name says nothing. */
final class ByShape {

    private ByShape() {}

    /** What holds accounts even when it is called something else. */
    static Optional<Judgement> people(Observed seen) {
        return seen.hasMail() && seen.childTables() >= 2
                ? Optional.of(Judgement.medium(Nature.PEOPLE, "has an e-mail column, and " + referenced(seen)))
                : Optional.empty();
    }

    /** {@code known} holds the tables that were judged already. */
    static Judgement judge(Observed seen, Map<QualifiedName, Judgement> known) {
        Optional<Edge> owner = seen.out().stream()
                .filter(e -> is(known.get(e.parent()), Nature.PEOPLE))
                .findFirst();
        if (owner.isPresent()) {
            String columns = String.join(", ", owner.get().key().childColumns());
            return Judgement.medium(
                    Nature.TRANSACTIONAL, "its rows belong to " + owner.get().parent() + " (" + columns + ")");
        }
        if (seen.measure().empty()) {
            return Judgement.low(Nature.EMPTY, "has no rows, so nothing is lost");
        }
        if (seen.out().stream().anyMatch(e -> is(known.get(e.parent()), Nature.TRANSACTIONAL) && needed(seen, e))) {
            return Judgement.medium(Nature.TRANSACTIONAL, "its rows are parts of transactions");
        }
        if (seen.out().size() >= 2 && seen.timed() && (seen.growing() || !seen.small())) {
            return Judgement.medium(
                    Nature.TRANSACTIONAL, seen.out().size() + " keys out, times, and " + movement(seen));
        }
        if (seen.in().isEmpty() && seen.out().isEmpty() && seen.timed() && !seen.small() && seen.growing()) {
            return Judgement.low(Nature.LOG, "no keys, times, and " + movement(seen));
        }
        return kept(seen);
    }

    private static Judgement kept(Observed seen) {
        if (seen.small() && !seen.in().isEmpty() && !(seen.timed() && seen.growing())) {
            String reason = "small, and " + referenced(seen);
            return seen.out().isEmpty() && !seen.timed()
                    ? Judgement.high(Nature.LOOKUP, reason + ", with no keys out and no times")
                    : Judgement.medium(Nature.LOOKUP, reason);
        }
        if (seen.measure().exact()
                && seen.measure().rows() == 1
                && seen.out().isEmpty()
                && seen.in().isEmpty()) {
            return Judgement.medium(Nature.CONFIGURATION, "a single row that no key leads to or from");
        }
        if (seen.small() && !seen.timed()) {
            return Judgement.low(Nature.LOOKUP, "small, without times");
        }
        if (!seen.out().isEmpty() && seen.timed()) {
            return Judgement.low(
                    Nature.UNKNOWN, "keys out and times, but nothing says that it still grows: look at it");
        }
        return Judgement.low(Nature.UNKNOWN, "nothing says what it is: look at it");
    }

    /** {@code 3 tables refer to it} */
    static String referenced(Observed seen) {
        long tables = seen.childTables();
        return tables == 1 ? "1 table refers to it" : tables + " tables refer to it";
    }

    private static String movement(Observed seen) {
        return seen.measure()
                .newest()
                .filter(n -> seen.growing())
                .map(n -> "it still grows")
                .orElse("many rows");
    }

    private static boolean needed(Observed seen, Edge edge) {
        return edge.key().childColumns().stream()
                .allMatch(
                        name -> seen.table().column(name).map(c -> c.notNull()).orElse(false));
    }

    private static boolean is(@org.jspecify.annotations.Nullable Judgement judgement, Nature nature) {
        return judgement != null && judgement.nature() == nature;
    }
}
