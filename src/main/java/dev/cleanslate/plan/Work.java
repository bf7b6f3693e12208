package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;

/** One statement (or script) of a phase, in the order it runs. */
public sealed interface Work {

    /** One TRUNCATE over all of these. */
    record Truncate(List<QualifiedName> tables) implements Work {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    /** Every row goes for which {@code keep} does not hold true; one for which it is null goes as well. */
    record Delete(QualifiedName table, Optional<String> keep, List<TemporaryIndex> indexes) implements Work {
        public Delete {
            indexes = List.copyOf(indexes);
        }

        public Delete(QualifiedName table) {
            this(table, Optional.empty(), List.of());
        }
    }

    /** The rows that stay are put aside, the table is truncated, and they come back; {@code columns} are those to fill. */
    record Survivors(QualifiedName table, String keep, List<String> columns) implements Work {
        public Survivors {
            columns = List.copyOf(columns);
        }
    }

    /** In the rows that go, these columns of a key are set to null, which breaks a circle. */
    record Free(QualifiedName table, Optional<String> keep, List<String> columns) implements Work {
        public Free {
            columns = List.copyOf(columns);
        }
    }

    /**
     * SET CONSTRAINTS … DEFERRED over these keys (each in the schema of its table), since the tables deleted from next
     * refer to each other in a circle.
     */
    record Defer(List<QualifiedName> constraints) implements Work {
        public Defer {
            constraints = List.copyOf(constraints);
        }
    }

    /** {@code assignments} are ready SQL, in the suite's order: column to value. */
    record Update(QualifiedName table, List<Assignment> assignments, Optional<String> where) implements Work {
        public Update {
            assignments = List.copyOf(assignments);
        }
    }

    record Script(String file, String text) implements Work {}

    record Assignment(String column, String valueSql) {}
}
