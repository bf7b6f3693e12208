package dev.cleanslate.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of one table that a scan found and a person left standing in a file: these go, and no other. {@code table} has its
 * schema, {@code key} are the columns of its primary key. {@code unwritten}: where the file will be, while there is none;
 * then no row goes, and no plan is made.
 */
public record ReviewedRows(
        String file, List<String> findings, String table, List<String> key, List<Row> rows, Optional<Path> unwritten) {

    public ReviewedRows {
        findings = List.copyOf(findings);
        key = List.copyOf(key);
        rows = List.copyOf(rows);
    }

    ReviewedRows(String file, List<String> findings, String table, List<String> key, List<Row> rows) {
        this(file, findings, table, key, rows, Optional.empty());
    }

    /** So that a suite can be read, and a scan of its target write the file. */
    static ReviewedRows unwritten(String file, Path at) {
        return new ReviewedRows(file, List.of(), "", List.of(), List.of(), Optional.of(at));
    }

    ReviewedRows of(List<String> findings) {
        return new ReviewedRows(file, findings, table, key, rows, unwritten);
    }

    /** {@code key} as the server writes it as text; {@code print} is the hash of the whole row when it was found, in hex. */
    public record Row(List<String> key, String print) {
        public Row {
            key = List.copyOf(key);
        }
    }

    /**
     * The condition of the rows that stay. As text, so that a key of any type is compared as it was written down; one
     * constant array, of which the server makes a hash table, so that a hundred thousand keys cost no more than ten.
     */
    public String keeps() {
        if (unwritten.isPresent()) {
            return "true";
        }
        String columns;
        String values;
        if (key.size() == 1) {
            columns = text(key.get(0)) + " COLLATE pg_catalog.\"C\"";
            values = array(rows.stream().map(row -> row.key().get(0)).toList()) + "::pg_catalog.text[]";
        } else {
            columns = key.stream()
                    .map(ReviewedRows::text)
                    .collect(Collectors.joining(", ", "pg_catalog.jsonb_build_array(", ")"));
            values = array(rows.stream()
                            .map(row -> JsonTexts.written(row.key(), false))
                            .toList())
                    + "::pg_catalog.jsonb[]";
        }
        return "(" + columns + " = ANY (" + values + ")) IS NOT TRUE";
    }

    /** The same for people, who have the file for the rest. */
    public String told() {
        return "it is none of the " + rows.size() + (rows.size() == 1 ? " row" : " rows") + " that " + file + " lists ("
                + String.join(", ", findings) + ")";
    }

    /** Whether this is the table, as the catalog spells it. */
    public boolean of(String schema, String name) {
        return table.equals(schema + "." + name);
    }

    private static String text(String column) {
        return '"' + column.replace("\"", "\"\"") + "\"::pg_catalog.text";
    }

    private static String array(List<String> texts) {
        String items = texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
        return "'" + items.replace("'", "''") + "'";
    }
}
