package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row as the server wrote it in text, by column name or by number from 0. */
public final class Row {

    private final List<String> columns;
    private final @Nullable String[] values;

    Row(List<String> columns, @Nullable String[] values) {
        this.columns = columns;
        this.values = values;
    }

    public List<String> columns() {
        return columns;
    }

    public int size() {
        return values.length;
    }

    public @Nullable String text(int column) {
        if (column < 0 || column >= values.length) {
            throw new IllegalArgumentException(
                    "column " + column + " of a row of " + values.length + "; the first is 0");
        }
        return values[column];
    }

    public @Nullable String text(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column \"" + column + "\" in a row of " + columns);
        }
        return values[index];
    }

    /** A text that cannot be null. */
    public String word(String column) {
        return there(text(column), column);
    }

    public long number(int column) {
        return Long.parseLong(there(text(column), "number " + column));
    }

    public long number(String column) {
        return Long.parseLong(there(text(column), column));
    }

    public boolean bool(int column) {
        return truth(there(text(column), "number " + column));
    }

    public boolean bool(String column) {
        return truth(there(text(column), column));
    }

    /** Every value in order, nulls included. */
    public List<@Nullable String> texts() {
        List<@Nullable String> all = new ArrayList<>(values.length);
        for (String value : values) {
            all.add(value);
        }
        return all;
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "t", "true" -> true;
            case "f", "false" -> false;
            default -> throw new IllegalStateException("a boolean was expected of the server");
        };
    }

    private static String there(@Nullable String value, String column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null where a value was expected");
        }
        return value;
    }
}
