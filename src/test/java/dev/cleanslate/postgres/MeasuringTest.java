package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small tables are counted, and of large ones only the edges are read, however large they are. */
class MeasuringTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    private static final String TABLES = """
            CREATE TABLE many (id int PRIMARY KEY, created_at timestamptz NOT NULL);
            INSERT INTO many SELECT g, now() - make_interval(mins => 300000 - g) FROM generate_series(1, 300000) g;
            CREATE INDEX ON many (created_at);
            CREATE TABLE unindexed (id int, created_at timestamptz);
            INSERT INTO unindexed SELECT g, now() FROM generate_series(1, 250000) g;
            CREATE TABLE wide (id int, filler text);
            ALTER TABLE wide ALTER filler SET STORAGE EXTERNAL;
            INSERT INTO wide SELECT g, repeat('x', 1000000) FROM generate_series(1, 70) g;
            CREATE TABLE emptied (id int);
            INSERT INTO emptied SELECT g FROM generate_series(1, 250000) g;
            CREATE TABLE few (id int, created_at date);
            INSERT INTO few SELECT g, '2020-01-01' FROM generate_series(1, 7) g;
            """;

    @ParameterizedTest
    @MethodSource(MAJORS)
    void whatIsLargeIsEstimatedAndNeverReadWhole(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create(TABLES);
        try (PgSession session = database.admin()) {
            session.execute("ANALYZE");
            session.execute("DELETE FROM emptied");
            Map<QualifiedName, Measure> measures = Measuring.of(session, CatalogReader.glance(session));

            Measure many = measure(measures, "many");
            assertThat(many.exact()).isFalse();
            assertThat(many.rows()).isBetween(285_000L, 315_000L);
            assertThat(many.newest()).hasValueSatisfying(newest -> {
                assertThat(newest.column()).isEqualTo("created_at");
                assertThat(newest.daysAgo()).isBetween(0L, 1L);
            });
            assertThat(measure(measures, "unindexed").exact()).isFalse();
            assertThat(measure(measures, "unindexed").newest()).isEmpty();
            assertThat(measure(measures, "wide").exact()).isFalse();
            assertThat(measure(measures, "wide").rows()).isBetween(60L, 80L);
            assertThat(measure(measures, "emptied"))
                    .satisfies(m -> assertThat(m.rows()).isZero());
            assertThat(measure(measures, "few")).satisfies(m -> {
                assertThat(m.exact()).isTrue();
                assertThat(m.rows()).isEqualTo(7);
            });
            assertThat(session.inTransaction()).isFalse();
        }
    }

    /** A view of what the server had to read: the sequential scans of the large tables stop at their first row. */
    @ParameterizedTest
    @MethodSource(MAJORS)
    void oneRowOfALargeTableIsEnough(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create(TABLES);
        try (PgSession session = database.admin()) {
            session.execute("ANALYZE");
            session.execute("SELECT pg_stat_reset()");
            Measuring.of(session, CatalogReader.glance(session));
        }
        try (PgSession session = database.admin()) {
            assertThat(session.query("SELECT coalesce(sum(seq_tup_read), 0) FROM pg_stat_user_tables"
                                    + " WHERE relname IN ('many', 'unindexed', 'wide')")
                            .get(0)
                            .number(0))
                    .isLessThan(10);
        }
    }

    private static Measure measure(Map<QualifiedName, Measure> measures, String table) {
        return Optional.ofNullable(measures.get(new QualifiedName("public", table)))
                .orElseThrow();
    }
}
