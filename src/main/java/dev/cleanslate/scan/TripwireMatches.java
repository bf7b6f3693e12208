package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many rows that are there now a tripwire would not let in today: real ones among them say what to leave out. */
public record TripwireMatches(long rows, Map<String, Long> byDetector) {

    public TripwireMatches {
        byDetector = Map.copyOf(byDetector);
    }

    /** Empty where that cannot be known within these milliseconds, or takes more than one mask to count. */
    public static Optional<TripwireMatches> of(PgSession session, Tripwire tripwire, Watched table, long millis) {
        if (!table.table().rights().select() || table.table().rowSecurity().blindsThisRole() || millis <= 0) {
            return Optional.empty();
        }
        List<Bit> bits = Bit.numbered(Stream.concat(
                        table.own().stream().map(OwnRule::bit), Bit.of(table.columns(), tripwire.detectors()).stream())
                .toList());
        if (bits.size() > Bit.MOST) {
            return Optional.empty();
        }
        String mask = new Mask("", Map.of()).sql(bits);
        try {
            return Aside.of(session, () -> {
                session.execute("SET LOCAL statement_timeout = " + millis);
                Map<String, Long> hits = new TreeMap<>();
                long[] rows = {0};
                session.query("SELECT (" + mask + ") AS mask, pg_catalog.count(*) AS n FROM " + table.from()
                                + " AS t WHERE (" + mask + ") <> 0 GROUP BY 1")
                        .forEach(row -> {
                            rows[0] += row.number("n");
                            bits.stream()
                                    .filter(bit -> (row.number("mask") & bit.mask()) != 0)
                                    .map(bit -> bit.detector().id())
                                    .distinct()
                                    .forEach(id -> hits.merge(id, row.number("n"), Long::sum));
                        });
                return Optional.of(new TripwireMatches(rows[0], hits));
            });
        } catch (SqlFailure failure) {
            if (session.broken()) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
