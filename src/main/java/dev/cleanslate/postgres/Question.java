package dev.cleanslate.postgres;

import dev.cleanslate.suite.ReviewedRows;
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

    /**
     * Does no row that is to stay refer through this key to a row that goes? Of each part those rows go that its text
     * does not hold true for, and those that go along with others through {@code cascades}. The objection says how many
     * rows do, and names one.
     */
    record NoneStranded(Link key, List<Part> parts, List<Link> cascades) implements Question {
        public NoneStranded {
            parts = List.copyOf(parts);
            cascades = List.copyOf(cascades);
        }

        Part part(QualifiedName table) {
            return parts.stream()
                    .filter(part -> part.table().equals(table))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the question says nothing of " + table));
        }
    }

    /** Are those of the reviewed rows that are there as they were reviewed? The objection names some that are not. */
    record AsReviewed(QualifiedName table, ReviewedRows rows) implements Question {}

    /** Are all of the reviewed rows there? The objection says how many are not. */
    record NoneGone(QualifiedName table, ReviewedRows rows) implements Question {}

    /** Does the condition hold true for no more rows than this, and may this role put them into a temporary table? */
    record FewStay(QualifiedName table, String keeps, long rows) implements Question {}

    /** A foreign key between two whole tables, where its own ends may be partitions of theirs. */
    record Link(ForeignKey key, QualifiedName child, QualifiedName parent) {}

    /** The rows of a table that stay by themselves: {@code keeps} is {@code true} where all do, {@code false} where none. */
    record Part(QualifiedName table, boolean partitioned, String keeps, List<String> primaryKey) {
        public Part {
            primaryKey = List.copyOf(primaryKey);
        }
    }
}
