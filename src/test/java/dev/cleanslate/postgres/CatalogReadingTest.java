package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogReadingTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @ParameterizedTest
    @MethodSource(MAJORS)
    void leaves_an_open_transaction_and_its_settings_as_they_were(int major) {
        try (PgSession session = TestDatabases.of(major).create().admin()) {
            session.begin(Isolation.READ_COMMITTED, false);
            session.execute("SET LOCAL search_path = public");
            session.execute("CREATE TABLE t (a int)");

            assertThat(CatalogReader.read(session).tables()).hasSize(1);

            assertThat(session.inTransaction()).isTrue();
            assertThat(session.query("SHOW search_path").get(0).text(0)).isEqualTo("public");
            assertThat(session.query("SHOW lock_timeout").get(0).text(0)).isEqualTo("0");
            session.commit();
            assertThat(CatalogReader.read(session).tables()).hasSize(1);
            assertThat(session.inTransaction()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void takes_a_handful_of_queries_however_many_tables(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create("""
                        DO $$ BEGIN
                          FOR i IN 1..1000 LOOP
                            EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, a int, b int, c text NOT NULL,
                              d timestamptz DEFAULT now(), e numeric CHECK (e > 0))', i);
                            IF i > 2 THEN
                              EXECUTE format('ALTER TABLE t%s ADD FOREIGN KEY (a) REFERENCES t%s,
                                ADD FOREIGN KEY (b) REFERENCES t%s', i, i - 1, i - 2);
                              IF i %% 2 = 0 THEN EXECUTE format('CREATE INDEX ON t%s (a)', i); END IF;
                            END IF;
                          END LOOP;
                        END $$
                        """.replace("%%", "%"));
        try (PgSession session = database.admin()) {
            for (int pass = 1; pass <= 3; pass++) {
                long start = System.nanoTime();
                Catalog catalog = CatalogReader.read(session);
                long read = System.nanoTime();
                int lines = SchemaText.lines(catalog).size();
                System.out.printf(
                        "PostgreSQL %d, pass %d: %d tables, %d keys in %d ms, %d lines in %d ms%n",
                        major,
                        pass,
                        catalog.tables().size(),
                        catalog.foreignKeys().size(),
                        (read - start) / 1_000_000,
                        lines,
                        (System.nanoTime() - read) / 1_000_000);
                assertThat(catalog.tables()).hasSize(1000);
                assertThat(catalog.foreignKeys()).hasSize(1996);
            }
        }
    }
}
