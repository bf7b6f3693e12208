package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.Comparator;
import java.util.List;

/**
 * What the walk over the foreign-key graph showed: how far wiping reaches, and that it reaches no protected table. {@code
 * keys} is the graph itself, as far as tables of the plan are concerned.
 */
public record Proof(int tablesWalked, int keysWalked, List<Reach> reaches, List<Reach> keys) {

    public Proof {
        reaches = List.copyOf(reaches);
        keys = List.copyOf(keys);
    }

    /** Without the graph. */
    public Proof(int tablesWalked, int keysWalked, List<Reach> reaches) {
        this(tablesWalked, keysWalked, reaches, List.of());
    }

    /** Deleting from {@code from} changes {@code to} through this key. */
    public record Reach(QualifiedName from, String constraint, String action, QualifiedName to) {

        static final Comparator<Reach> ORDER = Comparator.comparing(Reach::from)
                .thenComparing(Reach::to)
                .thenComparing(Reach::constraint)
                .thenComparing(Reach::action);
    }
}
