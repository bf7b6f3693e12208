package dev.cleanslate.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.CatalogReader;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of rows only together: names that count up, and times that are one step apart. */
class SeriesTest {

    private static List<String> found(int major, String... scripts) {
        var database = TestDatabases.of(major).create(scripts);
        List<String> found = new ArrayList<>();
        try (PgSession session = database.admin();
                Scan scan = Scan.open(
                        session,
                        () -> PgSession.open(DatabaseUrl.parse(database.url(), Map.of()), "test"),
                        CatalogReader.read(session),
                        table -> true,
                        new Scan.Limits(2, 100, OptionalLong.empty()),
                        Directions.NONE)) {
            scan.run(report -> {
                assertThat(report.unread()).isEmpty();
                report.findings()
                        .forEach(f -> found.add(f.severity().word() + " " + f.detector() + " " + f.table() + "."
                                + f.column().orElse("") + " " + f.rows()));
            });
        }
        return found;
    }

    @Nested
    class OfNames {

        @ParameterizedTest
        @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
        void areFoundInAnyColumnOfNames(int major) {
            assertThat(found(major, """
                            CREATE TABLE products (id int PRIMARY KEY, name text);
                            INSERT INTO products SELECT g, 'Product ' || g FROM generate_series(1, 50) g;
                            INSERT INTO products SELECT 100 + g, 'Chair ' || (g * 7919) % 900 FROM generate_series(1, 50) g;
                            CREATE TABLE things (id int PRIMARY KEY, title text);
                            INSERT INTO things SELECT g, 'Item-' || lpad(g::text, 3, '0') FROM generate_series(1, 20) g;
                            CREATE TABLE people (id int PRIMARY KEY, full_name text, login text, email text);
                            INSERT INTO people SELECT g, 'Kaylee ' || g, 'lk' || g, 'zz' || g || '@firma.de' FROM generate_series(1, 30) g;
                            """))
                    .contains(
                            "warning numbered-series products.name 50",
                            "warning numbered-series things.title 20",
                            // 4 for the name, 3 for the others once: each detector counts once for a row.
                            "warning numbered-series people.full_name 30");
        }

        @Test
        void ofReferenceDataAreANoteAtMost() {
            assertThat(found(TestDatabases.NEWEST, """
                            CREATE TABLE rooms (id int PRIMARY KEY, name text, created_at timestamptz, updated_at timestamptz);
                            INSERT INTO rooms SELECT g, 'Room ' || g, '2024-01-01', '2024-01-01' FROM generate_series(1, 20) g;
                            CREATE TABLE places (id int PRIMARY KEY, label text);
                            INSERT INTO places SELECT g, 'Table ' || g FROM generate_series(1, 12) g;
                            INSERT INTO places SELECT 20 + g, 'Level ' || g FROM generate_series(1, 12) g;
                            """))
                    .contains("note numbered-series rooms.name 20")
                    .allMatch(f -> f.startsWith("note"));
        }

        @Test
        void areNoSeriesWithGapsOrOfAFew() {
            assertThat(found(TestDatabases.NEWEST, """
                            CREATE TABLE users (id int PRIMARY KEY, login text);
                            INSERT INTO users SELECT g, 'anna' || 1950 + g * 2 FROM generate_series(1, 30) g;
                            INSERT INTO users SELECT 50 + g, 'otto' || g FROM generate_series(1, 9) g;
                            INSERT INTO users VALUES (90, 'otto1984'), (91, '12345'), (92, '7'), (93, ''), (94, null), (95, 'x99999999999999999999');
                            """)).isEmpty();
        }

        @Test
        void areFoundInALargeTableToo() {
            assertThat(found(TestDatabases.NEWEST, """
                            CREATE TABLE users (id int PRIMARY KEY, login text);
                            INSERT INTO users SELECT g, 'p' || md5(g::text) || 'x' FROM generate_series(1, 210000) g;
                            INSERT INTO users SELECT 300000 + g, 'loadtest' || g FROM generate_series(1, 20000) g;
                            ANALYZE users""")).containsExactly("note numbered-series users.login 20000");
        }
    }

    @Nested
    class OfTimes {

        private static final String USERS =
                "CREATE TABLE users (id int PRIMARY KEY, email text, created_at timestamptz);";
        private static final String REAL =
                " INSERT INTO users SELECT g, 'p' || g * 7 || '@firma.de', timestamptz '2023-01-01' + (hashint4(g)::bigint + 2147483648) * interval '14 milliseconds' FROM generate_series(1, %d) g;";

        @ParameterizedTest
        @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
        void areFoundAmongOthersToTheRow(int major) {
            assertThat(
                            found(
                                    major,
                                    USERS + REAL.formatted(3000)
                                            + " INSERT INTO users SELECT 9000 + g, 'q' || g * 7 || '@firma.de', timestamptz '2024-05-05 12:00' - g * interval '37 minutes' FROM generate_series(1, 200) g;"))
                    .containsExactly("note even-steps users.created_at 200");
        }

        @Test
        void addToWhatElseSpeaksAgainstARow() {
            assertThat(
                            found(
                                    TestDatabases.NEWEST,
                                    USERS + REAL.formatted(500)
                                            + " INSERT INTO users SELECT 9000 + g, 'demo' || g || '@firma.de', timestamptz '2024-01-01' + g * interval '1 hour' FROM generate_series(1, 40) g;"))
                    .contains("critical even-steps users.created_at 40", "critical demo-mailbox users.email 40");
        }

        @Test
        void areFoundInALargeTableToo() {
            assertThat(
                            found(
                                    TestDatabases.NEWEST,
                                    USERS + REAL.formatted(210_000)
                                            + " INSERT INTO users SELECT 900000 + g, 'q' || g * 7 || '@firma.de', timestamptz '2024-01-01' + g * interval '61 seconds' FROM generate_series(1, 40000) g;"))
                    .contains("note even-steps users.created_at 40000");
        }

        @Test
        void areNotFoundAmongRealOnes() {
            assertThat(
                            found(
                                    TestDatabases.NEWEST,
                                    USERS + REAL.formatted(20_000)
                                            + " UPDATE users SET created_at = date_trunc('minute', created_at); INSERT INTO users VALUES (-1, 'x@firma.de', 'infinity'), (-2, 'y@firma.de', null)"))
                    .noneMatch(f -> f.contains("even-steps"));
        }
    }

    @Test
    void areToldOnceHoweverManyMasksATableTakes() {
        StringBuilder columns = new StringBuilder("CREATE TABLE users (id int PRIMARY KEY, created_at timestamptz");
        StringBuilder values = new StringBuilder("INSERT INTO users SELECT g, '2024-05-05 10:00:00'");
        for (int i = 0; i < 12; i++) {
            columns.append(", email_").append(i).append(" text");
            values.append(", 'a' || md5((").append(i).append(" + g)::text) || '@firma.de'");
        }

        assertThat(found(TestDatabases.NEWEST, columns + "); " + values + " FROM generate_series(1, 20) g"))
                .filteredOn(f -> f.contains("same-"))
                .containsExactly("note same-millisecond users.created_at 20");
    }
}
