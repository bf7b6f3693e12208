package dev.cleanslate.api;

import java.util.List;
import org.assertj.core.api.AssertProvider;

/**
 * A table to look at. AssertJ's own {@code assertThat} takes it and gives a {@link TableAssert}.
 *
 * @param name as it is shown
 * @param sql as a statement writes it
 * @param key the columns of the primary key, by which failures name rows; may be empty
 */
public record Table(Database database, String name, String sql, List<String> columns, List<String> key)
        implements AssertProvider<TableAssert> {

    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    public long count() {
        return database.number("SELECT pg_catalog.count(*) FROM " + sql);
    }

    public long countWhere(String predicate) {
        return database.number("SELECT pg_catalog.count(*) FROM " + sql + " WHERE " + Rows.inParentheses(predicate));
    }

    @Override
    public TableAssert assertThat() {
        return new TableAssert(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
