package dev.cleanslate.api;

import dev.cleanslate.api.Action.TableReset;
import dev.cleanslate.api.Action.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The beginnings of actions, to be imported statically: {@code wipe("sale_items").thenWipe("debts")}. */
public final class Actions {

    private Actions() {}

    public static Action.Wipe wipe(String... tables) {
        return new Action.Wipe(List.of(tables));
    }

    /** Every row of the table goes but those that the SQL predicate holds for. */
    public static Action.KeepRows keepRows(String table, String predicate) {
        return new Action.KeepRows(Map.of(table, predicate), List.of());
    }

    /** The rows of these findings of a scan go, as they were reviewed in a file of the suite's folder; all others stay. */
    public static Action.KeepRows keepAllBut(String table, String file, String... findings) {
        return new Action.KeepRows(Map.of(), Map.of(table, new Action.Reviewed(file, List.of(findings))), List.of());
    }

    /** Say next what is set: {@code reset("restaurants").set("cash_balance", 0)}. */
    public static Columns reset(String table) {
        return new Columns(Map.of(), table);
    }

    /** A script of the suite's folder, inside the transaction. */
    public static Action.Sql sql(String file) {
        return new Action.Sql(file);
    }

    /** A process after the commit, without a shell. */
    public static Action.Command command(String... arguments) {
        return new Action.Command(List.of(arguments));
    }

    /** A table of which it is still to be said what is set. */
    public static final class Columns {

        private final Map<String, TableReset> before;
        private final String table;

        Columns(Map<String, TableReset> before, String table) {
            this.before = before;
            this.table = table;
        }

        /** The value goes to the server as text and is cast to the column's type there. */
        public Action.Reset set(String column, Object value) {
            return value(column, new Value.Literal(Literals.text(value)));
        }

        public Action.Reset setNull(String column) {
            return value(column, new Value.Literal(null));
        }

        /** To what an SQL expression gives, such as {@code now()}. */
        public Action.Reset setSql(String column, String expression) {
            return value(column, new Value.Expression(expression));
        }

        Action.Reset where(String predicate) {
            return table(reset().columns(), predicate);
        }

        private Action.Reset value(String column, Value value) {
            if (column.equals("where")) {
                throw new IllegalArgumentException("a column called where cannot be set, in YAML neither."
                        + " For the rows that are meant say where(\"…\"), for such a column write a script");
            }
            return table(with(reset().columns(), column, value), reset().where());
        }

        private TableReset reset() {
            return before.getOrDefault(table, new TableReset(Map.of(), null));
        }

        private Action.Reset table(Map<String, Value> columns, @Nullable String where) {
            return new Action.Reset(with(before, table, new TableReset(columns, where)));
        }
    }

    static List<String> joined(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        Collections.addAll(all, more);
        return all;
    }

    /** A key that is there already is a slip: what was said first would be lost without a word. */
    static <V> Map<String, V> with(Map<String, V> some, String key, V value) {
        Map<String, V> all = new LinkedHashMap<>(some);
        V before = all.put(key, value);
        if (before != null && !(value instanceof TableReset)) {
            throw new IllegalArgumentException("\"" + key + "\" is given twice in one action");
        }
        return all;
    }
}
