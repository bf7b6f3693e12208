package dev.cleanslate.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * What can be asserted of a column over all rows of its table. Whatever says that every value is such and such fails on
 * a table without rows, where nothing was looked at; {@link #orNoRows} allows that.
 */
public final class ColumnAssert extends AbstractAssert<ColumnAssert, Column> {

    private boolean rowsNeeded = true;

    ColumnAssert(Column column) {
        super(column, ColumnAssert.class);
    }

    /** From here on a table without rows is as good as one whose rows all hold. */
    public ColumnAssert orNoRows() {
        rowsNeeded = false;
        return this;
    }

    /** Compared by the server in the column's type, so that 0 is also 0.00; {@code null} is SQL's NULL. */
    public ColumnAssert containsOnly(@Nullable Object... values) {
        needsRows("contains only " + shown(values));
        return none("(" + isOneOf(values) + ") IS NOT TRUE", "with something else than " + shown(values));
    }

    public ColumnAssert doesNotContain(@Nullable Object... values) {
        return none(isOneOf(values), "with " + shown(values));
    }

    public ColumnAssert hasNoNulls() {
        return none(actual.sql() + " IS NULL", "without a value");
    }

    public ColumnAssert hasOnlyNulls() {
        needsRows("has only nulls");
        return none(actual.sql() + " IS NOT NULL", "with a value");
    }

    public ColumnAssert hasNoDuplicates() {
        String doubles = actual.sql() + " IN (SELECT " + actual.sql() + " FROM "
                + actual.table().sql() + " GROUP BY 1 HAVING pg_catalog.count(*) > 1)";
        return none(doubles, "with a value that another row has too");
    }

    /** No value is like the pattern of SQL's LIKE, upper and lower case being the same. */
    public ColumnAssert hasNoneLike(String pattern) {
        return none(text() + " ILIKE " + Literals.quoted(pattern), "like " + pattern);
    }

    /** No value matches PostgreSQL's regular expression anywhere. */
    public ColumnAssert hasNoneMatching(String regex) {
        return none(text() + " ~ " + Literals.quoted(regex), "matching " + regex);
    }

    /** Every value matches PostgreSQL's regular expression; anchor it with ^ and $ where the whole value is meant. */
    public ColumnAssert hasOnlyMatching(String regex) {
        needsRows("has only values matching " + regex);
        return none("(" + text() + " ~ " + Literals.quoted(regex) + ") IS NOT TRUE", "not matching " + regex);
    }

    /** No address of a domain set aside for examples and tests, of a throwaway mailbox, or of a made-up person. */
    public ColumnAssert hasNoDemoAddresses() {
        return none(DemoAddresses.predicate(text()), "with demo addresses");
    }

    /** No two rows lie closer together than that, as rows do that a script wrote in one go. */
    public ColumnAssert hasNoClusterWithin(Duration window) {
        return hasNoClusterOf(2, window);
    }

    /** So many rows, or more, do not lie closer together than that. */
    public ColumnAssert hasNoClusterOf(int rows, Duration window) {
        if (rows < 2 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a cluster is of 2 rows or more within a time above zero, not " + rows
                    + " within " + window.toMillis() + " ms");
        }
        String at = actual.sql() + "::pg_catalog.timestamptz";
        String closer = "SELECT " + at + " - pg_catalog.lag(" + at + ", " + (rows - 1) + ") OVER (ORDER BY " + at
                + ") AS apart, " + at + " AS at FROM " + actual.table().sql();
        String clusters = " FROM (" + closer + ") c WHERE apart < interval '" + window.toMillis() + " milliseconds'";
        long found = actual.table().database().number("SELECT pg_catalog.count(*)" + clusters);
        if (found > 0) {
            String first = actual.table()
                    .database()
                    .value("SELECT pg_catalog.min(at)" + clusters)
                    .orElse("");
            throw failure(
                    "%s has clusters of %s rows or more within %s ms, %s of them end in one, the first at %s",
                    actual, rows, window.toMillis(), Rows.counted(found), first);
        }
        return this;
    }

    private ColumnAssert none(String predicate, String what) {
        Rows rows = Rows.where(actual.table(), predicate);
        long count = rows.count();
        if (count > 0) {
            throw failure(
                    "%s has %s %s, expected none: %s",
                    actual, Rows.counted(count), what, rows.examples(count, actual.name()));
        }
        return this;
    }

    private void needsRows(String what) {
        if (rowsNeeded && actual.table().count() == 0) {
            throw failure(
                    "%s %s: the table has no rows, so nothing was checked. Say orNoRows() before it if that is all right.",
                    actual, what);
        }
    }

    private String text() {
        return actual.sql() + "::pg_catalog.text";
    }

    private String isOneOf(@Nullable Object... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no value is given to compare " + actual + " with");
        }
        return Arrays.stream(values)
                .map(value -> value == null
                        ? actual.sql() + " IS NULL"
                        : actual.sql() + " = " + Literals.quoted(Literals.text(value)))
                .collect(Collectors.joining(" OR "));
    }

    /** The suite's own words, so not masked. */
    private static String shown(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> value == null ? "null" : Literals.text(value))
                .collect(Collectors.joining(", "));
    }
}
