package dev.cleanslate.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one phase does. A phase does one kind of thing. Names are as the suite spells them. {@link Actions} begins one,
 * and the methods here say more of it, each giving a new action.
 */
public sealed interface Action {

    /** Every row of these tables goes. */
    record Wipe(List<String> tables) implements Action {
        public Wipe {
            tables = List.copyOf(tables);
        }

        /** Within a phase the keys decide the order; where yours matters, write a phase of its own. */
        public Wipe thenWipe(String... more) {
            return new Wipe(Actions.joined(tables, more));
        }
    }

    /**
     * Every row goes but those a predicate keeps: table to predicate. {@code allBut} is the other way round: the rows of a
     * finding go, as they were reviewed, and all others stay. Once the suite is read, their predicates stand with the rest.
     */
    record KeepRows(Map<String, String> predicates, Map<String, Reviewed> allBut, List<String> cascades)
            implements Action {
        public KeepRows {
            predicates = Collections.unmodifiableMap(new LinkedHashMap<>(predicates));
            allBut = Collections.unmodifiableMap(new LinkedHashMap<>(allBut));
            cascades = List.copyOf(cascades);
        }

        public KeepRows(Map<String, String> predicates, List<String> cascades) {
            this(predicates, Map.of(), cascades);
        }

        public KeepRows thenKeepRows(String table, String predicate) {
            return new KeepRows(Actions.with(predicates, table, predicate), allBut, cascades);
        }

        public KeepRows thenKeepAllBut(String table, String file, String... findings) {
            return new KeepRows(
                    predicates, Actions.with(allBut, table, new Reviewed(file, List.of(findings))), cascades);
        }

        /** Tables that may lose rows through ON DELETE CASCADE; any other is a fault of the plan. */
        public KeepRows cascades(String... tables) {
            return new KeepRows(predicates, allBut, Actions.joined(cascades, tables));
        }
    }

    /** A file in which a person reviewed the rows of these findings; it is relative to the suite's folder. */
    record Reviewed(String file, List<String> findings) {
        public Reviewed {
            findings = List.copyOf(findings);
        }
    }

    /** Columns are set, rows stay. */
    record Reset(Map<String, TableReset> tables) implements Action {
        public Reset {
            tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        }

        /** One more column of the table named last. */
        public Reset set(String column, Object value) {
            return last().set(column, value);
        }

        public Reset setNull(String column) {
            return last().setNull(column);
        }

        /** One more column of the table named last, to what an SQL expression gives. */
        public Reset setSql(String column, String expression) {
            return last().setSql(column, expression);
        }

        /** The rows of the table named last that are meant; without it, all of them. */
        public Reset where(String predicate) {
            return last().where(predicate);
        }

        public Actions.Columns thenReset(String table) {
            return new Actions.Columns(tables, table);
        }

        private Actions.Columns last() {
            return new Actions.Columns(tables, new ArrayList<>(tables.keySet()).get(tables.size() - 1));
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
