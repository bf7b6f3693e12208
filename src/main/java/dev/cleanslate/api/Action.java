package dev.cleanslate.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one phase does. A phase does one kind of thing. Names are as the suite spells them. */
public sealed interface Action {

    /** Every row of these tables goes. */
    record Wipe(List<String> tables) implements Action {
        public Wipe {
            tables = List.copyOf(tables);
        }
    }

    /** Every row goes but those a predicate keeps: table to predicate. */
    record KeepRows(Map<String, String> predicates, List<String> cascades) implements Action {
        public KeepRows {
            predicates = Collections.unmodifiableMap(new LinkedHashMap<>(predicates));
            cascades = List.copyOf(cascades);
        }
    }

    /** Columns are set, rows stay. */
    record Reset(Map<String, TableReset> tables) implements Action {
        public Reset {
            tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        }
    }

    /** A script inside the transaction; {@code file} is relative to the suite's folder. */
    record Sql(String file) implements Action {}

    /** A process after the commit. */
    record Command(List<String> arguments) implements Action {
        public Command {
            arguments = List.copyOf(arguments);
        }
    }

    /** The columns to set in one table, and in which rows. */
    record TableReset(Map<String, Value> columns, @Nullable String where) {
        public TableReset {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /** What a column is set to. */
    sealed interface Value {

        /** A literal as text, cast by the server to the column's type; null is SQL's NULL. */
        record Literal(@Nullable String text) implements Value {}

        /** An SQL expression. */
        record Expression(String sql) implements Value {}
    }
}
