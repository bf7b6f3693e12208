package dev.cleanslate.postgres;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the driver's cursor into rows. */
final class Rows {

    private Rows() {}

    static List<Row> all(ResultSet result) throws SQLException {
        List<Row> rows = new ArrayList<>();
        each(result, rows::add);
        return List.copyOf(rows);
    }

    static void each(ResultSet result, Consumer<Row> consumer) throws SQLException {
        ResultSetMetaData shape = result.getMetaData();
        List<String> columns = new ArrayList<>(shape.getColumnCount());
        for (int i = 1; i <= shape.getColumnCount(); i++) {
            columns.add(shape.getColumnLabel(i));
        }
        List<String> shared = List.copyOf(columns);
        while (result.next()) {
            @Nullable String[] values = new String[shared.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = result.getString(i + 1);
            }
            consumer.accept(new Row(shared, values));
        }
    }
}
