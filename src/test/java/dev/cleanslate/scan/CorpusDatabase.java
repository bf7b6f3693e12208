package dev.cleanslate.scan;

import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The corpus in a database of its own, and what a whole scan of it says of each row. */
final class CorpusDatabase {

    private static final String PEOPLE =
            "(id int PRIMARY KEY, email text, full_name text, login text, phone text, created_at timestamptz, updated_at timestamptz)";

    private final List<CorpusRow> rows;
    private final TestDatabases.Database database = TestDatabases.of(TestDatabases.NEWEST)
            .create("CREATE TABLE members " + PEOPLE, "CREATE TABLE users " + PEOPLE);

    CorpusDatabase(List<CorpusRow> rows) {
        this.rows = rows;
        CorpusText.lines("columns.csv").forEach(column -> {
            String columns = Stream.of(column[2].split(", "))
                    .map(name -> name + " " + column[3])
                    .collect(Collectors.joining(", "));
            database.run("CREATE TABLE " + column[1] + " (id int PRIMARY KEY, " + columns + ")");
        });
        fill();
    }

    /** Made up and real ones lie among each other, as ids that have nothing to do with the labels. */
    private void fill() {
        Map<String, List<String>> statements = new LinkedHashMap<>();
        for (int id = 0; id < rows.size(); id++) {
            CorpusRow row = rows.get(id);
            Map<String, String> columns = new LinkedHashMap<>();
            columns.put("id", String.valueOf(id));
            row.values().forEach((name, value) -> columns.put(name, Sql.literal(value)));
            if (row.values().containsKey("full_name") && !row.table().equals("customers")) {
                columns.putAll(times(row, id));
            }
            statements
                    .computeIfAbsent(row.table(), table -> new ArrayList<>())
                    .add("INSERT INTO " + row.table() + " (" + String.join(", ", columns.keySet()) + ") VALUES ("
                            + String.join(", ", columns.values()) + ")");
        }
        try (PgSession session = database.admin()) {
            statements.values().forEach(each -> session.script("BEGIN;" + String.join(";\n", each) + ";COMMIT"));
        }
    }

    private static Map<String, String> times(CorpusRow row, int id) {
        String created = switch (row.written()) {
            case ONE_BY_ONE -> "timestamptz '2020-01-01 08:00:00+00' + " + id + " * interval '4 hours 17.3 seconds'";
            case BY_A_SCRIPT -> "timestamptz '2024-07-01 12:00:00+00' + " + id % 900 + " * interval '1 millisecond'";
            case BY_ONE_STATEMENT -> "timestamptz '2024-0" + (row.label().madeUp() ? 8 : 3) + "-03 03:03:03.123+00'";
        };
        boolean since = row.written() == CorpusRow.Written.ONE_BY_ONE;
        return Map.of("created_at", created, "updated_at", created + (since ? " + interval '9 days'" : ""));
    }

    /** What hit a row, and how much that is together. */
    record Verdict(java.util.Set<String> detectors, java.util.Optional<Severity> severity) {}

    Map<CorpusRow, Verdict> scan() {
        Map<CorpusRow, java.util.Set<String>> hits = new java.util.HashMap<>();
        Map<CorpusRow, Severity> severities = new java.util.HashMap<>();
        try (PgSession session = database.admin();
                Scan scan = Scan.open(
                        session,
                        () -> PgSession.open(DatabaseUrl.parse(database.url(), Map.of()), "test"),
                        CatalogReader.read(session),
                        table -> true,
                        new Scan.Limits(2, Integer.MAX_VALUE, java.util.OptionalLong.empty()),
                        Directions.NONE)) {
            scan.run(report -> {
                if (!report.unread().isEmpty()) {
                    throw new AssertionError(report.unread());
                }
                for (Finding finding : report.findings()) {
                    for (List<String> key : finding.keys()) {
                        CorpusRow row = rows.get(Integer.parseInt(key.get(0)));
                        hits.computeIfAbsent(row, any -> new java.util.TreeSet<>())
                                .add(finding.detector());
                        severities.put(row, finding.severity());
                    }
                }
            });
        }
        Map<CorpusRow, Verdict> verdicts = new LinkedHashMap<>();
        rows.forEach(row -> verdicts.put(
                row,
                new Verdict(
                        hits.getOrDefault(row, java.util.Set.of()),
                        java.util.Optional.ofNullable(severities.get(row)))));
        return verdicts;
    }
}
