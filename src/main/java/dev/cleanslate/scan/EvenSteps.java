package dev.cleanslate.scan;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows created at a constant step, as {@code generate_series} makes them, in the order of their time or as they lie in
 * the table. Of a large table a sample of whole blocks is searched, and a series found there is then taken in full.
 */
final class EvenSteps {

    static final Detector DETECTOR = new Detector(
            "even-steps",
            3,
            "The rows were created at one even step from one to the next, as a loop makes them.",
            Set.of(Kind.CREATED),
            Probe.NONE,
            List.of(),
            "true",
            Detector.Mend.LOOK);

    static final EvenSteps NONE = new EvenSteps(List.of());

    /** Behind what clusters take. */
    private static final int INDEX = Bit.MOST + 3;

    private static final long SMALL = 200_000;
    private static final long SAMPLED = 50_000;
    private static final int AT_MOST = 10;

    /** Times as whole microseconds; a step that equals the one before belongs to the same run. */
    private static final String RUNS = """
            WITH s AS MATERIALIZED (SELECT %1$s AS us, t.ctid AS at FROM %2$s AS t %3$s WHERE pg_catalog.isfinite(%4$s)),
            o AS (
              SELECT 1 AS way, pg_catalog.row_number() OVER w AS n, us, us - lag(us) OVER w AS a, lag(us) OVER w - lag(us, 2) OVER w AS b
              FROM s WINDOW w AS (ORDER BY at)
              UNION ALL
              SELECT 2, pg_catalog.row_number() OVER w, us, us - lag(us) OVER w, lag(us) OVER w - lag(us, 2) OVER w
              FROM s WINDOW w AS (ORDER BY us)),
            r AS (SELECT way, us, a, n - pg_catalog.row_number() OVER (PARTITION BY way ORDER BY n) AS run FROM o WHERE a = b AND a <> 0)
            SELECT pg_catalog.abs(a) AS step, min(us) - CASE WHEN a > 0 THEN 2 * a ELSE 0 END AS lo, max(us) - CASE WHEN a < 0 THEN 2 * a ELSE 0 END AS hi
            FROM r GROUP BY way, a, run HAVING count(*) >= %5$d ORDER BY count(*) DESC LIMIT %6$d""";

    /** How far a run goes on in the whole table, on both sides. */
    private static final String WHOLE = """
            SELECT %1$d + min(k) * %2$d AS lo, %1$d + max(k) * %2$d AS hi
            FROM (SELECT k, k - pg_catalog.row_number() OVER (ORDER BY k) AS run
              FROM (SELECT DISTINCT (%3$s - %1$d) / %2$d AS k FROM %4$s AS t
                WHERE pg_catalog.isfinite(%5$s) AND (%3$s - %1$d) %% %2$d = 0) AS d) AS i
            GROUP BY run HAVING min(k) <= 0 AND max(k) >= 0""";

    private final List<Run> runs;

    private EvenSteps(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    /** In microseconds. */
    private record Run(long step, long lo, long hi) {

        /** The same one, found in both orders or in another block. */
        boolean holds(Run other) {
            return step == other.step && lo <= other.lo && hi >= other.hi && (other.lo - lo) % step == 0;
        }
    }

    /** So many in a row that among so many rows it does not happen by itself, where one comes about every second. */
    static long least(long rows) {
        return Math.max(10, Math.round(Math.ceil(Math.log((double) Math.max(1, rows)) + 7)));
    }

    static EvenSteps of(PgSession session, Subject subject, long rows) {
        // Where only some of the table is to be looked at, nothing is followed beyond that.
        boolean sampled = rows > SMALL && !subject.sampled();
        String sample = sampled
                ? "TABLESAMPLE SYSTEM (" + Math.max(0.01, 100.0 * SAMPLED / rows) + ") REPEATABLE (20)"
                : subject.sample();
        Set<Run> found = new LinkedHashSet<>();
        for (Row row : session.query(RUNS.formatted(
                micros(subject), subject.from(), sample, subject.createdSql(), least(rows) - 2, AT_MOST))) {
            Run run = new Run(row.number("step"), row.number("lo"), row.number("hi"));
            if (found.stream().noneMatch(known -> known.holds(run))) {
                found.add(sampled ? whole(session, subject, run) : run);
            }
        }
        return found.isEmpty() ? NONE : new EvenSteps(List.copyOf(found));
    }

    private static Run whole(PgSession session, Subject subject, Run run) {
        return session
                .query(WHOLE.formatted(run.lo(), run.step(), micros(subject), subject.from(), subject.createdSql()))
                .stream()
                .map(row -> new Run(run.step(), row.number("lo"), row.number("hi")))
                .findFirst()
                .orElse(run);
    }

    private static String micros(Subject subject) {
        return "(extract(epoch FROM " + subject.createdSql() + ") * 1000000)::pg_catalog.int8";
    }

    boolean none() {
        return runs.isEmpty();
    }

    long mask() {
        return 1L << INDEX;
    }

    Optional<Bit> bit(Recognised created) {
        return none()
                ? Optional.empty()
                : Optional.of(new Bit(INDEX, DETECTOR, Optional.of(created), Optional.empty()));
    }

    /** Whether a row is of one of the series. An infinite time has no microseconds. */
    String sql(Subject subject) {
        String micros = micros(subject);
        return "CASE WHEN pg_catalog.isfinite(" + subject.createdSql() + ") THEN "
                + runs.stream()
                        .map(run -> "(%1$s BETWEEN %2$d AND %3$d AND (%1$s - %2$d) %% %4$d = 0)"
                                .formatted(micros, run.lo(), run.hi(), run.step()))
                        .collect(Collectors.joining(" OR "))
                + " ELSE false END";
    }
}
