package dev.cleanslate.run;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.Suite.Fingerprinting;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a table as one value: count, XOR and sum of a 64-bit hash of each row's text. XOR alone would let two
 * equal rows cancel each other out; the sum and the count would not.
 */
final class Fingerprints {

    private static final int SAMPLE_OF = 64;

    /**
     * Around the hash of the columns before it, the hash of one more: a formula for {@code format}, as a literal. concat
     * writes any type by its own output function, and so quotes nothing, unlike the text of a whole row: half the time.
     */
    static final String OPENS = "'pg_catalog.hashtextextended(pg_catalog.concat(t.%I) COLLATE pg_catalog.\"C\", '";

    /** NULL is not the empty text; of a composite with nothing in it the text tells. */
    static final String CLOSES = "' OPERATOR(pg_catalog.#) ((t.%I IS NULL)::pg_catalog.int4)::pg_catalog.int8)'";

    private Fingerprints() {}

    /** One row: count, XOR, sum. {@code without} are columns that are meant to change. */
    static String select(
            QualifiedName table,
            Fingerprinting how,
            List<String> columns,
            List<String> key,
            Collection<String> without) {
        return over(table.sql(), how, columns, key, without);
    }

    /** Only the rows that stay: the table stands alone under its own name, since the predicate may use it. */
    static String ofKept(QualifiedName table, String predicate) {
        return over(
                "(SELECT * FROM " + table.sql() + " WHERE (" + predicate + "\n) IS TRUE)",
                Fingerprinting.FULL,
                List.of(),
                List.of(),
                List.of());
    }

    /**
     * The same of a table and its restored copy: a restored child of an inheritance tree can have its columns in another
     * order, so they are hashed in the order of their names. {@code ONLY}: its children are tables of their own.
     */
    static String ofCopied(QualifiedName table, @Nullable String opens, @Nullable String closes) {
        return "SELECT pg_catalog.count(*), pg_catalog.bit_xor(h), pg_catalog.sum(h) FROM (SELECT "
                + (opens == null ? "" : opens) + "0::pg_catalog.int8" + (closes == null ? "" : closes)
                + " AS h FROM ONLY " + table.sql() + " AS t OFFSET 0) AS hashed";
    }

    private static String row(Stream<String> columns) {
        return columns.map(column -> "t." + QualifiedName.quote(column))
                .collect(Collectors.joining(", ", "ROW(", ")::pg_catalog.text"));
    }

    private static String over(
            String rows, Fingerprinting how, List<String> columns, List<String> key, Collection<String> without) {
        String from = " FROM " + rows + " AS t";
        if (how == Fingerprinting.OFF) {
            return "SELECT pg_catalog.count(*), NULL::pg_catalog.int8, NULL::pg_catalog.numeric" + from;
        }
        String hash = "pg_catalog.hashtextextended(" + rowText(columns, without) + ", 0)";
        String value =
                how == Fingerprinting.SAMPLED ? "CASE WHEN " + sampled(columns, key) + " THEN " + hash + " END" : hash;
        // OFFSET 0 keeps the planner from pulling the hash up into both aggregates and computing it twice a row.
        return "SELECT pg_catalog.count(*), pg_catalog.bit_xor(h), pg_catalog.sum(h) FROM (SELECT " + value + " AS h"
                + from + " OFFSET 0) AS hashed";
    }

    private static String rowText(List<String> columns, Collection<String> without) {
        if (without.isEmpty()) {
            // A bare t would be a column of that name, where the table has one.
            return "(t.*)::pg_catalog.text";
        }
        return row(columns.stream().filter(column -> !without.contains(column)));
    }

    private static String sampled(List<String> columns, List<String> key) {
        List<String> by = key.isEmpty() ? columns : key;
        return "pg_catalog.hashtextextended(" + row(by.stream()) + ", 0) % " + SAMPLE_OF + " = 0";
    }
}
