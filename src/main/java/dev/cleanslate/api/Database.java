package dev.cleanslate.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database that is being reset, as a check may see it: inside the run's own transaction, where what the phases did
 * is done and nothing is committed. It can be read and not changed.
 */
public interface Database {

    /**
     * A table by its name as a suite spells it.
     *
     * @throws UnknownNameException when there is none, or more than one
     */
    Table table(String name);

    /**
     * The rows of one query, each value as the server writes it.
     *
     * @throws UnusableQueryException when the text is anything but one query, or gives more rows than a check may hold
     */
    List<List<@Nullable String>> rows(String query);

    /** The value of a query that gives one row with one column; empty for NULL. */
    default Optional<String> value(String query) {
        List<List<@Nullable String>> rows = rows(query);
        if (rows.size() != 1 || rows.get(0).size() != 1) {
            throw new UnusableQueryException("a query for one value gave "
                    + (rows.size() == 1 ? "more than one column" : rows.size() + " rows"));
        }
        return Optional.ofNullable(rows.get(0).get(0));
    }

    /** The number that a query gives. */
    default long number(String query) {
        String text = value(query).orElseThrow(() -> new UnusableQueryException("a query for a number gave NULL"));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException other) {
            throw new UnusableQueryException("a query for a whole number gave something else");
        }
    }
}
