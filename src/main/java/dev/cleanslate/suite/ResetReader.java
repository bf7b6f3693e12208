package dev.cleanslate.suite;

import dev.cleanslate.api.Action.TableReset;
import dev.cleanslate.api.Action.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the columns that a {@code reset} sets in one table. */
record ResetReader(Values values) {

    /** {@code table} as in {@code "restaurants" in phase "Balances"}. */
    Optional<TableReset> read(Node node, String table) {
        SqlValues sql = new SqlValues(values);
        Map<String, Value> columns = new LinkedHashMap<>();
        Optional<String> where = Optional.empty();
        List<Names.Named> entries = new Names(values).keys(node, table, "column");
        for (Names.Named entry : entries) {
            if (entry.name().equals("where")) {
                where = sql.expression(entry.value(), "\"where\" of " + table);
            } else {
                value(entry.value(), "column " + values.faults().quote(entry.name()) + " of " + table)
                        .ifPresent(value -> columns.put(entry.name(), value));
            }
        }
        if (entries.size() == 1 && entries.get(0).name().equals("where")) {
            values.faults()
                    .add(node.place(), table + " has a \"where\" but no column to set. Add one, such as balance: 0.");
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(new TableReset(columns, where.orElse(null)));
    }

    private Optional<Value> value(Node node, String what) {
        if (node instanceof Node.Mapping) {
            return Entries.of(node, what, List.of("sql"), values)
                    .flatMap(entries -> entries.get("sql"))
                    .flatMap(expression -> new SqlValues(values).expression(expression, "\"sql\" of " + what))
                    .map(Value.Expression::new);
        }
        if (node instanceof Node.Scalar scalar) {
            switch (scalar.type()) {
                case NULL -> {
                    return Optional.of(new Value.Literal(null));
                }
                case TEXT, NUMBER, BOOLEAN -> {
                    return literal(scalar, what);
                }
                case NOTHING -> {}
            }
        }
        return values.refuse(node, what, "a literal, null, '' for the empty text, or { sql: \"…\" }");
    }

    private Optional<Value> literal(Node.Scalar scalar, String what) {
        if (scalar.text().indexOf('\0') >= 0) {
            values.faults().add(scalar.place(), what + " holds a NUL character, which PostgreSQL cannot store.");
            return Optional.empty();
        }
        return Optional.of(new Value.Literal(scalar.text()));
    }
}
