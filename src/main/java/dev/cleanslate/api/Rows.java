package dev.cleanslate.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of one table that a predicate holds for: how many, and a few of them, masked. */
record Rows(Table table, String predicate) {

    private static final int SHOWN = 5;

    /** A new line ends a comment that a predicate may end in. */
    static String inParentheses(String predicate) {
        return "(" + predicate + "\n)";
    }

    static Rows where(Table table, String predicate) {
        return new Rows(table, inParentheses(predicate));
    }

    long count() {
        return table.database().number("SELECT pg_catalog.count(*) FROM " + table.sql() + " WHERE " + predicate);
    }

    /** As in {@code (id 7, email j***@e***.com), … and 12 more}; {@code shown} are columns beside the key. */
    String examples(long count, String... shown) {
        List<String> columns = new ArrayList<>(table.key());
        for (String column : shown) {
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            columns.addAll(
                    table.columns().subList(0, Math.min(3, table.columns().size())));
        }
        if (columns.isEmpty()) {
            return "rows without columns";
        }
        String list = columns.stream().map(Rows::identifier).collect(Collectors.joining(", "));
        String rows = table
                .database()
                .rows("SELECT " + list + " FROM " + table.sql() + " WHERE " + predicate + " ORDER BY " + list
                        + " LIMIT " + SHOWN)
                .stream()
                .map(row -> row(columns, row))
                .collect(Collectors.joining(", "));
        return count > SHOWN ? rows + " and " + number(count - SHOWN) + " more" : rows;
    }

    private static String row(List<String> columns, List<@Nullable String> values) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            shown.add(columns.get(i) + " " + Masked.value(String.valueOf(values.get(i))));
        }
        return shown.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String counted(long count) {
        return count == 1 ? "1 row" : number(count) + " rows";
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
