package dev.cleanslate.postgres;

import java.util.List;

/**
 * A foreign key from child to parent. Keys that a partition inherits from its partitioned table are left out:
 * the one on the partitioned table speaks for them. {@code childIndexed}: an index leads with the child's columns.
 */
public record ForeignKey(
        long oid,
        String name,
        QualifiedName child,
        List<String> childColumns,
        QualifiedName parent,
        List<String> parentColumns,
        OnDelete onDelete,
        OnDelete onUpdate,
        boolean deferrable,
        boolean initiallyDeferred,
        boolean validated,
        boolean enforced,
        boolean childColumnsNullable,
        boolean childIndexed) {

    public ForeignKey {
        childColumns = List.copyOf(childColumns);
        parentColumns = List.copyOf(parentColumns);
    }

    public enum OnDelete {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        /** Whether rows of the child change or go when a row of the parent goes. */
        public boolean reachesChild() {
            return this == CASCADE || this == SET_NULL || this == SET_DEFAULT;
        }
    }
}
