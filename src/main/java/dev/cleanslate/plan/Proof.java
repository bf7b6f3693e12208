package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.Comparator;
import java.util.List;

/** What the walk over the foreign-key graph showed: how far wiping reaches, and that it reaches no protected table. */
public record Proof(int tablesWalked, int keysWalked, List<Reach> reaches) {

    public Proof {
        reaches = List.copyOf(reaches);
    }

    /** Deleting from {@code from} changes {@code to} through this key. */
    public record Reach(QualifiedName from, String constraint, String action, QualifiedName to) {

        static final Comparator<Reach> ORDER = Comparator.comparing(Reach::from)
                .thenComparing(Reach::to)
                .thenComparing(Reach::constraint)
                .thenComparing(Reach::action);
    }
}
