package dev.cleanslate.bench;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.scan.Detectors;
import dev.cleanslate.scan.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A contamination scan of people beside what counting them costs, and beside one query per detector as one would write
 * them by hand. A thousand of them are not real.
 */
final class Scans implements Case {

    /** Of eight columns it is known what they hold; the others are there because such tables have others. */
    private static final String TABLE = """
            CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, login text NOT NULL, full_name text NOT NULL,
              phone text, last_ip inet, balance numeric(12,2), locale text, settings jsonb,
              created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL, active boolean NOT NULL);
            INSERT INTO users
            SELECT g, lower(f || '.' || l || '.' || substr(md5(g::text), 1, 5) || '@' || (array['gmail.com','web.de','orange.fr','outlook.com','firma-krueger.de','uni-lyon.fr','yahoo.co.jp','proton.me'])[1 + g %% 8]),
              lower(f) || '_' || substr(md5(g::text), 1, 7), f || ' ' || l, '+49 30 ' || (2000000 + h %% 7000000), ('84.' || g %% 200 || '.' || g / 200 %% 250 || '.' || g %% 250)::inet,
              g %% 977 / 4.0, 'de', '{"newsletter": false, "theme": "light"}',
              timestamptz '2019-01-01' + (g * 3 + h %% 41) * interval '1 second' + h %% 1000 * interval '1 millisecond',
              timestamptz '2019-03-01' + (g * 4 + h %% 9999) * interval '1 second', true
            FROM (SELECT g, abs(hashint8(g)::bigint) AS h, (array['Anna','Dimitris','Chloé','Jürgen','Nguyen','Olga','Mehmet','Siobhán','Pedro','Yuki','Inês'])[1 + g %% 11] AS f,
              (array['Becker','Müller','ONeill','Rossi','Testa','Kowalska','Papadopoulou','García','Yılmaz','Ivanova','Moreau','Tanaka','Silva'])[1 + g %% 13] AS l
              FROM generate_series(1::bigint, %1$d) AS g) AS p;
            INSERT INTO users SELECT %1$d + g, 'demo' || g || '@example.com', 'demo' || g, 'Demo User ' || g, '+1 202 555 01' || lpad((g %% 100)::text, 2, '0'),
              '192.0.2.1', 0, 'en', '{}', '2024-05-05 10:00:00+00', '2024-05-05 10:00:00+00', true FROM generate_series(1, %2$d) AS g;
            INSERT INTO users SELECT %1$d + %2$d + g, 'test.user+' || g || '@mailinator.com', 'user' || g, 'Test Testmann', '555-0123',
              '10.0.0.1', 0, 'en', '{}', timestamptz '2024-06-05' + g * interval '3 hours', '2025-05-05', true FROM generate_series(1, 2 * %2$d) AS g;
            """;

    /** Of the columns above, in the order of the kinds they are recognised as. */
    private static final Map<Kind, List<String>> COLUMNS = Map.of(
            Kind.EMAIL, List.of("email"),
            Kind.USER_NAME, List.of("login"),
            Kind.PERSON_NAME, List.of("full_name"),
            Kind.PHONE, List.of("phone"),
            Kind.IP, List.of("last_ip"),
            Kind.CREATED, List.of("created_at"),
            Kind.UPDATED, List.of("updated_at"));

    private final Size size;

    Scans(Size size) {
        this.size = size;
    }

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public String about() {
        return size.people + " users with 8 recognised columns, " + 3 * contaminated() + " of them not real";
    }

    @Override
    public List<Figure> run(Field field, Tool tool) {
        List<Figure> figures = new ArrayList<>();
        String people = field.database("scan_people", TABLE.formatted(size.people, contaminated()));
        long count = hot(field, people, "SELECT count(*) FROM users");
        Scanned scan = best(tool, field.url(people));
        long byHand = byHand(field, people);
        figures.add(Figure.seconds("bare count(*), hot", count));
        figures.add(Figure.seconds("the tool, the scan of the table", scan.table()));
        figures.add(Figure.seconds("the tool, the whole scan", scan.step()));
        figures.add(Figure.seconds("one query per detector, " + queries().size() + " queries, hot", byHand));
        figures.add(Figure.ratio("the whole scan over count(*)", ratio(scan.step(), count), 10));
        figures.add(Figure.ratio("the whole scan over one query per detector", ratio(scan.step(), byHand), 0.25));
        figures.add(new Figure("memory of the process at its peak", scan.peakMegabytes(), "MB", 128));
        figures.add(new Figure("temporary files of the server", temporary(field, people), "bytes", Double.NaN));
        field.drop(people);
        long small = perMillion(field, tool, size.people / 5);
        long large = perMillion(field, tool, size.people * 4);
        figures.add(Figure.seconds("the scan of a table per million rows, of " + size.people / 5, small));
        figures.add(Figure.seconds("the scan of a table per million rows, of " + size.people * 4, large));
        figures.add(Figure.ratio("growth per row from the one to the other", ratio(large, small), 1.25));
        return figures;
    }

    private long contaminated() {
        return Math.min(300, size.people / 10);
    }

    private long perMillion(Field field, Tool tool, long rows) {
        String people = field.database("scan_" + rows, TABLE.formatted(rows, contaminated()));
        long millis = best(tool, field.url(people)).table();
        field.drop(people);
        return Math.max(1, millis * 1_000_000 / rows);
    }

    private static double ratio(long millis, long base) {
        return (double) millis / Math.max(1, base);
    }

    private Scanned best(Tool tool, String url) {
        return Stream.generate(() -> tool.scan(url))
                .limit(Math.min(3, size.rounds))
                .min(java.util.Comparator.comparing(Scanned::step))
                .orElseThrow();
    }

    private long byHand(Field field, String database) {
        try (PgSession session = field.session(database)) {
            session.execute("SET jit = off");
            long started = System.nanoTime();
            queries().forEach(session::query);
            return (System.nanoTime() - started) / 1_000_000;
        }
    }

    /** What each detector says of each column, without what makes it cheap: that is the tool's own doing. */
    private static List<String> queries() {
        return Detectors.all().stream()
                .filter(detector -> !detector.exact().equals("true"))
                .flatMap(detector -> detector.kinds().stream()
                        .flatMap(kind -> COLUMNS.getOrDefault(kind, List.of()).stream())
                        .sorted()
                        .map(column -> "SELECT count(*) FROM users WHERE "
                                + detector.exact()
                                        .replace("{c}", column)
                                        .replace("{tomorrow}", "now() + interval '1 day'")))
                .collect(Collectors.toList());
    }

    private long hot(Field field, String database, String query) {
        try (PgSession session = field.session(database)) {
            return LongStream.rangeClosed(0, 5)
                    .map(round -> {
                        long started = System.nanoTime();
                        session.query(query);
                        return (System.nanoTime() - started) / 1_000_000;
                    })
                    .skip(1)
                    .min()
                    .orElseThrow();
        }
    }

    private static double temporary(Field field, String database) {
        try (PgSession session = field.session(database)) {
            return session.query("SELECT temp_bytes FROM pg_stat_database WHERE datname = current_database()")
                    .get(0)
                    .number("temp_bytes");
        }
    }
}
