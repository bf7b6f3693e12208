package dev.cleanslate.postgres;

import static dev.cleanslate.postgres.CatalogOf.MAJORS;
import static dev.cleanslate.postgres.CatalogOf.name;
import static dev.cleanslate.postgres.CatalogOf.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogKindsTest {

    @ParameterizedTest
    @MethodSource(MAJORS)
    void of_every_kind_with_what_hangs_on_them(int major) {
        Catalog catalog = CatalogOf.scripts(major, """
                CREATE EXTENSION file_fdw; CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
                CREATE FOREIGN TABLE f (a text) SERVER files OPTIONS (filename '/nonexistent');
                CREATE UNLOGGED TABLE u (a int);
                CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX t_a ON t (a) WHERE b > 0;
                ALTER TABLE t REPLICA IDENTITY FULL;
                CREATE RULE quiet AS ON DELETE TO t DO INSTEAD NOTHING;
                CREATE VIEW v AS SELECT a FROM t;
                CREATE VIEW w AS SELECT v.a FROM v JOIN u USING (a);
                CREATE MATERIALIZED VIEW m AS SELECT * FROM w;
                CREATE MATERIALIZED VIEW n AS SELECT * FROM m;
                CREATE EXTENSION pg_stat_statements SCHEMA public;
                """);

        assertThat(table(catalog, "f").kind()).isEqualTo(Table.Kind.FOREIGN);
        assertThat(table(catalog, "u").unlogged()).isTrue();
        assertThat(table(catalog, "t").replicaIdentity()).isEqualTo(Table.ReplicaIdentity.FULL);
        assertThat(table(catalog, "t").rules()).singleElement().asString().contains("DO INSTEAD NOTHING");
        assertThat(table(catalog, "t").indexes())
                .containsExactly("CREATE UNIQUE INDEX t_a ON public.t USING btree (a) WHERE (b > 0)");
        assertThat(table(catalog, "v").kind()).isEqualTo(Table.Kind.VIEW);
        assertThat(table(catalog, "v").rules()).isEmpty();
        assertThat(table(catalog, "pg_stat_statements").extension()).contains("pg_stat_statements");
        assertThat(table(catalog, "t").extension()).isEmpty();
        assertThat(catalog.materializedViewSources())
                .containsEntry(name("m"), List.of(name("t"), name("u")))
                .containsEntry(name("n"), List.of(name("m"), name("t"), name("u")));
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void published_by_name_by_schema_as_one_of_all_and_through_their_root(int major) {
        Catalog catalog = CatalogOf.scripts(
                major, """
                CREATE TABLE t (a int); CREATE UNLOGGED TABLE u (a int);
                CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
                CREATE PUBLICATION everything FOR ALL TABLES;
                CREATE PUBLICATION two FOR TABLE t, p;
                """, major < 15 ? "SELECT 1" : "CREATE PUBLICATION whole FOR TABLES IN SCHEMA public");

        List<String> all = major < 15 ? List.of("everything", "two") : List.of("everything", "two", "whole");
        assertThat(table(catalog, "t").publications()).isEqualTo(all);
        assertThat(table(catalog, "p_1").publications()).isEqualTo(all);
        assertThat(table(catalog, "u").publications()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void counted_by_the_statistics_where_they_were_never_analyzed(int major) {
        TestDatabases.Database database =
                TestDatabases.of(major).create("CREATE TABLE t (a int) WITH (autovacuum_enabled = off)");
        try (PgSession session = database.admin()) {
            session.execute("INSERT INTO t SELECT generate_series(1, 700)");
            if (major >= 15) {
                session.query("SELECT pg_stat_force_next_flush()");
                session.query("SELECT 1");
                assertThat(table(CatalogReader.read(session), "t").estimatedRows())
                        .isEqualTo(700);
            }
            session.execute("ANALYZE t");
            assertThat(table(CatalogReader.read(session), "t").estimatedRows()).isEqualTo(700);
        }
    }
}
