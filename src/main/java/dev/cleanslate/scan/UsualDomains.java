package dev.cleanslate.scan;

import dev.cleanslate.postgres.PgSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Domains that many addresses of a table have and that nothing is to be said against. An address at one of them is spared
 * what asks of domains only: most of a large table is, whatever its provider or its company is called.
 */
final class UsualDomains {

    /** Below this it costs more to ask than it spares. */
    private static final long LARGE = 16L << 20;

    private static final String SQL = """
            SELECT s.domain FROM (
              SELECT pg_catalog.split_part(%1$s, '@', 2) AS domain FROM %2$s AS t TABLESAMPLE SYSTEM (%3$s) REPEATABLE (7) LIMIT 5000) AS s
            CROSS JOIN LATERAL (SELECT ('x@' || s.domain) COLLATE "C" AS address) AS t
            WHERE s.domain <> '' AND pg_catalog.strpos(s.domain, '@') = 0
            GROUP BY s.domain, t.address HAVING count(*) > 2 AND (%4$s) = 0
            ORDER BY count(*) DESC LIMIT 200""";

    private UsualDomains() {}

    /** By the name of the column. */
    static Map<String, List<String>> of(PgSession session, Subject subject, List<Bit> bits) {
        Map<String, List<String>> usual = new HashMap<>();
        if (subject.table().bytes() < LARGE) {
            return usual;
        }
        double percent = Math.max(
                0.001, Math.min(100, 100.0 * (4L << 20) / subject.table().bytes()));
        for (Recognised column : subject.columns()) {
            List<Bit> ofDomains = bits.stream()
                    .filter(bit -> bit.at().equals(Optional.of(column))
                            && bit.detector().probe().ofDomains())
                    .toList();
            if (!ofDomains.isEmpty()) {
                String asked = new Mask("", Map.of()).sql(ofDomains).replace(Mask.column(column), "t.address");
                usual.put(
                        column.column().name(),
                        session.query(SQL.formatted(Mask.column(column), subject.from(), percent, asked)).stream()
                                .map(row -> row.word("domain"))
                                .toList());
            }
        }
        return usual;
    }
}
