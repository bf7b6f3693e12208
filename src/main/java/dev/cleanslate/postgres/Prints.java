package dev.cleanslate.postgres;

import dev.cleanslate.api.Masked;
import dev.cleanslate.suite.ReviewedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reviewed rows and what is there now: each row by the hash of its whole text, under the settings every session has. */
public final class Prints {

    private static final int SHOWN = 3;

    private final List<List<String>> changed = new ArrayList<>();
    private final List<List<String>> gone = new ArrayList<>();

    private Prints() {}

    /** Compares what was reviewed with what the session sees. */
    public static Prints of(PgSession session, QualifiedName table, ReviewedRows reviewed) {
        Prints prints = new Prints();
        List<ReviewedRows.Row> rows = reviewed.rows();
        List<Row> now = rows(
                session,
                table,
                reviewed.key(),
                rows.stream().map(ReviewedRows.Row::key).toList(),
                List.of());
        for (Row row : now) {
            ReviewedRows.Row before = rows.get(Math.toIntExact(row.number("n")) - 1);
            String print = row.text("print");
            if (print == null) {
                prints.gone.add(before.key());
            } else if (!print.equals(before.print())) {
                prints.changed.add(before.key());
            }
        }
        return prints;
    }

    /** A line for each key: {@code n}, which of them, from 1; {@code print}, null where there is no such row; then its values. */
    public static List<Row> rows(
            PgSession session, QualifiedName table, List<String> key, List<List<String>> keys, List<String> shown) {
        String names = IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String on = IntStream.range(0, key.size())
                .mapToObj(i -> "t." + QualifiedName.quote(key.get(i))
                        + "::pg_catalog.text COLLATE pg_catalog.\"C\" = f.k" + i + " COLLATE pg_catalog.\"C\"")
                .collect(Collectors.joining(" AND "));
        String values = IntStream.range(0, shown.size())
                .mapToObj(i ->
                        ", pg_catalog.left(t." + QualifiedName.quote(shown.get(i)) + "::pg_catalog.text, 120) AS v" + i)
                .collect(Collectors.joining());
        String arrays = key.stream().map(column -> "?::pg_catalog.text[]").collect(Collectors.joining(", "));
        // A bare t would be a column of that name, where the table has one; unnest of several arrays is no function of
        // a schema.
        String sql = "SELECT f.n, CASE WHEN t.tableoid IS NOT NULL THEN pg_catalog.to_hex(pg_catalog.hashtextextended("
                + "(t.*)::pg_catalog.text COLLATE pg_catalog.\"C\", 0)) END AS print" + values
                + " FROM unnest(" + arrays + ") WITH ORDINALITY AS f(" + names + ", n) LEFT JOIN "
                + table.sql() + " AS t ON " + on + " ORDER BY f.n";
        Object[] columns = IntStream.range(0, key.size())
                .mapToObj(i -> keys.stream().map(one -> one.get(i)).toList())
                .toArray();
        return Aside.of(session, () -> session.query(sql, columns));
    }

    /** Rows that are there and not as they were reviewed, as in {@code 2 rows are not as they were reviewed: (13), (17)}. */
    public Optional<String> changed() {
        return told(changed, "is not as it was reviewed", "are not as they were reviewed");
    }

    /** Rows that are no longer there. */
    public Optional<String> gone() {
        return told(gone, "is no longer there", "are no longer there");
    }

    private static Optional<String> told(List<List<String>> keys, String one, String many) {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(keys.size() + " " + (keys.size() == 1 ? one : many) + ": "
                        + Masked.rows(keys.subList(0, Math.min(SHOWN, keys.size())))
                        + (keys.size() > SHOWN ? " and others" : ""));
    }
}
