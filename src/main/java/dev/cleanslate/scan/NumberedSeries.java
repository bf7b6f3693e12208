package dev.cleanslate.scan;

import dev.cleanslate.api.Masked;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names that are one stem and numbers that count up: Product 1 to Product 50. Of a large table a sample of whole blocks
 * is searched, since what is written in a loop lies together; a series found there is then taken in full.
 */
final class NumberedSeries {

    static final String ID = "numbered-series";

    private static final int LEAST = 10;
    private static final int AT_MOST = 20;
    private static final long SMALL = 200_000;
    private static final long SAMPLED = 20_000;
    private static final long LARGE_BYTES = 64L << 20;
    private static final String DIGITS = "'0123456789'";

    private static final String LONGEST_RUNS = """
            SELECT r.c, r.stem, min(r.lo) AS lo, max(r.hi) AS hi, sum(r.n)::bigint AS n
            FROM (SELECT d.c, d.stem, min(d.num) AS lo, max(d.num) AS hi, count(*) AS n
              FROM (SELECT s.c, s.stem, s.num, s.num - pg_catalog.dense_rank() OVER (PARTITION BY s.c, s.stem ORDER BY s.num) AS run
                FROM (SELECT e.c, e.stem, pg_catalog.substr(e.v, pg_catalog.length(e.stem) + 1)::pg_catalog.int4 AS num
                  FROM (SELECT c.c, c.v, pg_catalog.rtrim(c.v, %1$s) AS stem
                    FROM %2$s AS t %3$s CROSS JOIN LATERAL (VALUES %4$s) AS c(c, v)
                    WHERE %8$s pg_catalog.right(c.v, 1) >= '0' AND pg_catalog.right(c.v, 1) <= '9') AS e
                  WHERE pg_catalog.length(e.stem) BETWEEN 1 AND 60 AND pg_catalog.length(e.v) - pg_catalog.length(e.stem) <= 6%5$s
                  OFFSET 0) AS s) AS d
              GROUP BY d.c, d.stem, d.run HAVING count(DISTINCT d.num) >= %6$d) AS r
            GROUP BY r.c, r.stem ORDER BY 5 DESC LIMIT %7$d""";

    /** Things of which an application shows a list, so that somebody has filled one up. */
    private static final Set<String> THINGS = Set.of(
            "product",
            "produkt",
            "producto",
            "produto",
            "produit",
            "prodotto",
            "item",
            "article",
            "artikel",
            "articulo",
            "customer",
            "client",
            "kunde",
            "company",
            "firma",
            "empresa",
            "category",
            "kategorie",
            "categoria",
            "project",
            "projekt",
            "post",
            "blog post",
            "task",
            "todo",
            "brand",
            "supplier",
            "vendor",
            "store",
            "shop",
            "restaurant",
            "hotel",
            "user",
            "student",
            "patient",
            "employee",
            "author",
            "book",
            "movie",
            "song",
            "test",
            "demo",
            "sample",
            "example",
            "dummy",
            "lorem");

    /** What is numbered in earnest. */
    private static final Set<String> NUMBERED = Set.of(
            "room",
            "table",
            "level",
            "floor",
            "seat",
            "gate",
            "lane",
            "court",
            "zone",
            "unit",
            "platform",
            "bay",
            "terminal",
            "station",
            "line",
            "desk",
            "tisch",
            "raum",
            "zimmer",
            "saal",
            "platz",
            "mesa",
            "sala",
            "salle",
            "kasse",
            "till",
            "pos",
            "register",
            "counter",
            "box",
            "apartment",
            "flat",
            "house",
            "building",
            "block",
            "section",
            "row",
            "week",
            "day",
            "month",
            "year",
            "chapter",
            "lesson",
            "part",
            "step",
            "stage",
            "phase",
            "class",
            "klasse",
            "grade",
            "group",
            "gruppe",
            "team",
            "size",
            "version",
            "v");

    private final PgSession session;
    private final Subject subject;
    private final List<Recognised> names;
    private final List<Bit> bits = new ArrayList<>();
    private final List<Finding> notes = new ArrayList<>();

    private NumberedSeries(PgSession session, Subject subject) {
        this.session = session;
        this.subject = subject;
        this.names = subject.columns().stream()
                .filter(c -> switch (c.kind()) {
                    case EMAIL, USER_NAME, PERSON_NAME, LABEL -> true;
                    default -> false;
                })
                .toList();
    }

    /** {@code bits} ask for series that speak against a row, {@code notes} are series that say little. */
    record Found(List<Bit> bits, List<Finding> notes) {}

    static Found in(PgSession session, Subject subject, Predicate<String> off) {
        NumberedSeries series = new NumberedSeries(session, subject);
        if (!off.test(ID) && !series.names.isEmpty()) {
            series.look();
        }
        return new Found(series.bits, series.notes);
    }

    private record Run(Recognised on, String stem, long lo, long hi, long rows) {}

    private void look() {
        long estimated = subject.table().estimatedRows();
        long bytes = subject.table().bytes();
        boolean large = estimated > SMALL || (estimated < 0 && bytes > LARGE_BYTES);
        long least = Math.max(LEAST, Clusters.many(Math.max(0, estimated)));
        List<Run> runs;
        if (subject.sampled()) {
            // Nothing is followed beyond what is to be looked at.
            runs = runs(subject.sample(), List.of(), LEAST);
        } else if (large) {
            double share = estimated > 0 ? 100.0 * SAMPLED / estimated : 50.0 * LARGE_BYTES / bytes;
            String sample = "TABLESAMPLE SYSTEM (" + Math.max(0.01, share) + ") REPEATABLE (20)";
            List<Run> candidates = runs(sample, List.of(), LEAST);
            runs = candidates.isEmpty() ? List.of() : runs("", candidates, least);
        } else {
            runs = runs("", List.of(), least);
        }
        runs.stream().collect(Collectors.groupingBy(Run::on)).entrySet().stream()
                .sorted(Comparator.comparing(e -> names.indexOf(e.getKey())))
                .forEach(e -> judge(e.getKey(), e.getValue()));
    }

    /** {@code candidates} are what is looked for, where that is known; else everything is. */
    private List<Run> runs(String sample, List<Run> candidates, long least) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Recognised name = names.get(i);
            if (candidates.isEmpty()
                    || candidates.stream().anyMatch(run -> run.on().equals(name))) {
                values.add("(%d, %s)".formatted(i, value("t.", name)));
            }
        }
        List<String> stems = candidates.stream().map(Run::stem).distinct().toList();
        return session
                .query(LONGEST_RUNS.formatted(
                        DIGITS,
                        subject.from(),
                        sample,
                        String.join(", ", values),
                        stems.isEmpty() ? "" : " AND e.stem = ANY (" + Sql.array(stems) + "::pg_catalog.text[])",
                        least,
                        AT_MOST,
                        stems.isEmpty() ? "" : beginsWith(stems) + " AND"))
                .stream()
                .map(row -> run(row))
                .toList();
    }

    /** Cheaper than taking the digits off each value. */
    private static String beginsWith(List<String> stems) {
        return stems.stream()
                .map(stem -> "c.v LIKE " + Sql.literal(stem.replaceAll("([\\\\%_])", "\\\\$1") + "%"))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private Run run(Row row) {
        return new Run(
                names.get(Math.toIntExact(row.number("c"))),
                row.word("stem"),
                row.number("lo"),
                row.number("hi"),
                row.number("n"));
    }

    private void judge(Recognised on, List<Run> runs) {
        List<Run> telling =
                runs.stream().filter(run -> tells(on.kind(), run.stem())).toList();
        if (!telling.isEmpty()) {
            boolean name = on.kind() == Kind.PERSON_NAME || on.kind() == Kind.LABEL;
            Detector detector = new Detector(
                    ID,
                    name ? 4 : 3,
                    "The name is one of a series: a stem, and numbers that count up without a gap.",
                    Set.of(),
                    Probe.GIVEN,
                    List.of(),
                    telling.stream().map(this::predicate).collect(Collectors.joining(" OR ")),
                    Detector.Mend.ROWS);
            bits.add(Bit.on(on, detector));
        }
        runs.stream().filter(run -> !telling.contains(run)).forEach(this::note);
    }

    private static boolean tells(Kind kind, String stem) {
        String word =
                stem.replaceFirst("^.*@", "").replaceAll("[^\\p{L}]+$", "").toLowerCase(Locale.ROOT);
        return !NUMBERED.contains(word)
                && (kind != Kind.LABEL || THINGS.contains(word) || THINGS.contains(word.replaceAll("s$", "")));
    }

    /** Of an address the domain comes first, so that the number is at the end and a series keeps to one domain. */
    private static String value(String from, Recognised on) {
        String text = "(" + from + QualifiedName.quote(on.column().name()) + "::pg_catalog.text COLLATE \"C\")";
        return on.kind() == Kind.EMAIL
                ? "(pg_catalog.split_part(%1$s, '@', 2) || '@' || pg_catalog.split_part(%1$s, '@', 1))".formatted(text)
                : text;
    }

    /** Each part is asked only where the one before it holds, so that what is taken for a number is one. */
    private String predicate(Run run) {
        String value = value("", run.on());
        int length = run.stem().codePointCount(0, run.stem().length());
        return "CASE WHEN pg_catalog.rtrim(%1$s, %2$s) = %3$s THEN CASE WHEN pg_catalog.length(%1$s) BETWEEN %4$d AND %5$d THEN pg_catalog.substr(%1$s, %4$d)::pg_catalog.int4 BETWEEN %6$d AND %7$d END END"
                .formatted(value, DIGITS, Sql.literal(run.stem()), length + 1, length + 6, run.lo(), run.hi());
    }

    private void note(Run run) {
        notes.add(new Finding(
                ID,
                "The names are one stem and numbers that count up, " + run.lo() + " to " + run.hi()
                        + "; much is numbered so in earnest.",
                subject.name(),
                Optional.of(run.on().column().name()),
                run.rows(),
                0,
                Severity.NOTE,
                Optional.empty(),
                Optional.empty(),
                List.of(Masked.personal(run.stem().replaceFirst("^.*@", ""))),
                List.of(),
                "Look at these rows. If they are not real: wipe: [" + subject.name() + "]"));
    }
}
