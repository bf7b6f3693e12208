package dev.cleanslate.run;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many rows a table holds, and its fingerprint; an empty one where none was taken. */
public record Content(long rows, String fingerprint) {

    private static final int TABLES_PER_STATEMENT = 100;

    static Content of(Row row) {
        String xor = row.text(1);
        String sum = row.text(2);
        long rows = row.number(0);
        return new Content(
                rows, xor == null || sum == null ? (rows == 0 ? "0:0:0" : "") : rows + ":" + xor + ":" + sum);
    }

    Content fingerprintedAs(Content other) {
        return new Content(rows, other.fingerprint);
    }

    /** How many rows the fingerprint is over: of a table that keeps some, those that stay. */
    long fingerprinted() {
        int end = fingerprint.indexOf(':');
        return end < 0 ? rows : Long.parseLong(fingerprint.substring(0, end));
    }

    /** Where one of the two has no fingerprint, the rows alone tell. */
    public boolean differs(Content other) {
        return rows != other.rows
                || (!fingerprint.isEmpty() && !other.fingerprint.isEmpty() && !fingerprint.equals(other.fingerprint));
    }

    /** Exact counts, many tables a statement: a round trip for each of a thousand tables would be felt. */
    static Map<QualifiedName, Long> count(PgSession session, List<QualifiedName> tables) {
        var counts = new LinkedHashMap<QualifiedName, Long>();
        for (int from = 0; from < tables.size(); from += TABLES_PER_STATEMENT) {
            List<QualifiedName> some = tables.subList(from, Math.min(tables.size(), from + TABLES_PER_STATEMENT));
            var parts = new ArrayList<String>();
            for (int i = 0; i < some.size(); i++) {
                parts.add("SELECT " + i + ", pg_catalog.count(*) FROM "
                        + some.get(i).sql());
            }
            session.query(String.join(" UNION ALL ", parts))
                    .forEach(row -> counts.put(some.get((int) row.number(0)), row.number(1)));
        }
        return counts;
    }
}
