package dev.cleanslate.api;

import org.assertj.core.api.AbstractAssert;

/** What can be asserted of a table. */
public final class TableAssert extends AbstractAssert<TableAssert, Table> {

    TableAssert(Table table) {
        super(table, TableAssert.class);
    }

    public TableAssert hasRows(long expected) {
        long count = actual.count();
        return require(
                count == expected,
                "%s has %s, expected exactly %s",
                actual,
                Rows.counted(count),
                Long.toString(expected));
    }

    public TableAssert hasRowsBetween(long least, long most) {
        long count = actual.count();
        return require(
                count >= least && count <= most,
                "%s has %s, expected %s to %s",
                actual,
                Rows.counted(count),
                Long.toString(least),
                Long.toString(most));
    }

    public TableAssert isEmpty() {
        return none(new Rows(actual, "true"), actual + " has %s, expected none: %s");
    }

    public TableAssert isNotEmpty() {
        return require(actual.count() > 0, "%s has no row, expected at least one", actual);
    }

    /** The predicate is SQL's, over the table's columns. */
    public TableAssert hasNoRowsWhere(String predicate) {
        return none(Rows.where(actual, predicate), actual + " has %s where " + predicate + ", expected none: %s");
    }

    public TableAssert hasRowsWhere(String predicate, long expected) {
        long count = actual.countWhere(predicate);
        return require(
                count == expected,
                "%s has %s where %s, expected exactly %s",
                actual,
                Rows.counted(count),
                predicate,
                Long.toString(expected));
    }

    /**
     * Goes on with one column.
     *
     * @throws UnknownNameException when the table has no such column
     */
    public ColumnAssert column(String name) {
        return new ColumnAssert(Column.of(actual, name)).as(descriptionText());
    }

    /** {@code message} takes the count and the examples. */
    private TableAssert none(Rows rows, String message) {
        long count = rows.count();
        return count == 0 ? this : require(false, escaped(message), Rows.counted(count), rows.examples(count));
    }

    /** A predicate may hold per cent signs of its own. */
    private static String escaped(String message) {
        return message.replace("%", "%%").replace("%%s", "%s");
    }

    private TableAssert require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw failure(message, arguments);
        }
        return this;
    }
}
