package dev.cleanslate.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a plan must know that only the server can say. Asking changes nothing. */
public sealed interface Question {

    /** Does the server accept this statement, without running it? */
    record Parses(String sql) implements Question {}

    /** Can this text be read as a value of that column's type? Null is asked as whether the column takes null. */
    record LiteralFits(
            QualifiedName table, String column, @Nullable String text) implements Question {}

    /** Does no row point at a large object by this column? The objection says how many objects there are. */
    record NoLargeObjects(QualifiedName table, String column) implements Question {}

    /**
     * Does no row of {@code child} hold a value in all of these columns of a key? The objection says how many do, and
     * names one.
     */
    record NoneRefer(QualifiedName child, List<String> columns) implements Question {
        public NoneRefer {
            columns = List.copyOf(columns);
        }
    }
}
