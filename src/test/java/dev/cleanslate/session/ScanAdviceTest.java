package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a scan says of its findings: what to do about each, and in which order they stand. */
class ScanAdviceTest {

    @TempDir
    Path folder;

    private Playground database(int major, String script) {
        return new Playground(TestDatabases.of(major).create(script), folder);
    }

    private static Ran scan(Playground shop) {
        return Scanned.of(shop).ran();
    }

    private static List<JsonNode> findings(Ran ran) {
        return new Scanned(ran).findings();
    }

    @Test
    void theAdviceKeepsWhatIsRealAndNothingElse() {
        Playground shop = database(TestDatabases.NEWEST, """
                CREATE TABLE users (id int PRIMARY KEY, "E-Mail" text, phone text);
                INSERT INTO users SELECT g, CASE WHEN g <= 300 THEN 'anna' || g || '@firma.de' WHEN g <= 320 THEN 'x' || g || '@example.org'
                  WHEN g <= 340 THEN 'y' || g || '@mailinator.com' ELSE 'z' || g || '@test.com' END,
                  CASE WHEN g > 330 THEN '+1 202 555 01' || lpad((g % 100)::text, 2, '0') ELSE '+49 30 ' || 5550000 + g END
                FROM generate_series(1, 360) g;
                """);

        Ran ran = scan(shop);

        List<JsonNode> advised = findings(ran).stream()
                .filter(f -> f.path("advice").asString().matches("keep-rows: .* is not true\" }"))
                .toList();
        assertThat(advised).extracting(f -> f.path("detector").asString()).contains("demo-email", "reserved-phone");
        assertThat(advised).allSatisfy(f -> {
            String predicate = f.path("advice")
                    .asString()
                    .replaceAll("^keep-rows: \\{ users: \"|\" }$", "")
                    .replace("\\\"", "\"");
            long all = findings(ran).stream()
                    .filter(other -> other.path("detector").equals(f.path("detector")))
                    .mapToLong(other -> other.path("rows").asLong())
                    .sum();
            assertThat(shop.number("SELECT count(*) FROM users WHERE NOT (" + predicate + ")"))
                    .as(f.path("advice").asString())
                    .isEqualTo(all);
        });
    }

    @Test
    void adviceNobodyCouldReadPointsToAReviewInstead() {
        Playground shop = database(TestDatabases.NEWEST, """
                CREATE TABLE users (id int PRIMARY KEY, name text);
                INSERT INTO users SELECT g, CASE WHEN g <= 300 THEN 'Anna ' || chr(65 + g % 26) || 'olm' ELSE 'Demo' END
                FROM generate_series(1, 360) g;
                """);

        Ran ran = scan(shop);

        assertThat(findings(ran))
                .filteredOn(f -> f.path("detector").asString().equals("demo-name"))
                .extracting(f -> f.path("advice").asString())
                .containsExactly(
                        "Look at these rows. If they are not real: have the rows written down with scan --freeze FILE --finding demo-name/users.name, review"
                                + " them, and then: keep-rows: { users: { all-but: { finding: demo-name/users.name, reviewed: FILE } } }");
        assertThat(findings(ran))
                .allSatisfy(f -> assertThat(f.path("advice").asString()).hasSizeLessThan(260));
    }

    /** Tables are read side by side, so the order in which they are done is another one each time. */
    @Test
    void theWorstFindingsStandFirstAndThenTheyAreInTheOrderOfTheirNames() {
        String tables = IntStream.range(0, 12)
                .mapToObj(i -> """
                        CREATE TABLE t%1$d (id int PRIMARY KEY, email text, note text);
                        INSERT INTO t%1$d SELECT g, 'x' || g || '@example.org', 'test' FROM generate_series(1, %2$d) g;
                        INSERT INTO t%1$d SELECT g, 'anna' || g * 7919 || '@firma.de', 'fine' FROM generate_series(1001, 1200) g;
                        """.formatted(i, i % 3 == 0 ? 3 : (i + 1) * 17))
                .collect(Collectors.joining());
        Playground shop = database(TestDatabases.NEWEST, tables);

        Ran first = scan(shop);
        Ran second = scan(shop);

        assertThat(names(first)).hasSizeGreaterThan(12).isSorted().isEqualTo(names(second));
        assertThat(columns(first)).isNotEmpty().isEqualTo(columns(second));
    }

    private static List<String> names(Ran ran) {
        return findings(ran).stream()
                .map(f -> List.of("critical", "warning", "note")
                                .indexOf(f.path("severity").asString())
                        + " " + f.path("table").asString() + " "
                        + f.path("detector").asString() + " "
                        + f.path("column").asString(""))
                .toList();
    }

    private static String columns(Ran ran) {
        return ran.record().at("/scan/columns").toString();
    }
}
