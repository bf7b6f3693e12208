package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Views show what is gone no longer, and nobody is given rows that had asked for none. */
class ViewsTest {

    private static final String TABLES = """
            CREATE TABLE a (id int PRIMARY KEY, n int); INSERT INTO a SELECT g, g FROM generate_series(1, 5) g;
            CREATE TABLE b (id int PRIMARY KEY); INSERT INTO b SELECT generate_series(1, 4);
            """;
    private static final String SUITE = "protect: [b]\nphases: [ { name: A, wipe: [a] } ]";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void views(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> views() {
        return Shape.onEveryMajor(
                Shape.of("views on views are refreshed in order, with a unique index too, and no other is")
                        .schema(TABLES + """
                                CREATE VIEW between AS SELECT a.id FROM a JOIN b USING (id);
                                CREATE MATERIALIZED VIEW z_first AS SELECT * FROM between;
                                CREATE UNIQUE INDEX ON z_first (id);
                                CREATE MATERIALIZED VIEW a_second AS SELECT count(*) AS n FROM z_first;
                                CREATE SCHEMA other; CREATE MATERIALIZED VIEW other."T hird" AS SELECT n FROM a_second;
                                CREATE MATERIALIZED VIEW unconcerned AS SELECT id, random() AS r FROM b;""")
                        .suite(SUITE)
                        .leaves("z_first", 0)
                        .answers("SELECT n FROM a_second", 0)
                        .answers("SELECT n FROM other.\"T hird\"", 0)
                        .keeps("public.unconcerned"),
                Shape.of("a view that was never filled stays so")
                        .schema(TABLES + "CREATE MATERIALIZED VIEW empty AS SELECT * FROM a WITH NO DATA;"
                                + "CREATE MATERIALIZED VIEW full_one AS SELECT * FROM a;")
                        .suite(SUITE)
                        .leaves("full_one", 0)
                        .keeps("view public.empty"),
                Shape.of("a view that reads from one that was emptied since cannot be refreshed")
                        .schema(TABLES + "CREATE MATERIALIZED VIEW lower_one AS SELECT * FROM a;"
                                + "CREATE MATERIALIZED VIEW upper_one AS SELECT * FROM lower_one;"
                                + "REFRESH MATERIALIZED VIEW lower_one WITH NO DATA;")
                        .suite(SUITE)
                        .isRefused(3, "\"upper_one\"", "\"lower_one\"", "REFRESH MATERIALIZED VIEW"),
                Shape.of("a view is not given a fate")
                        .schema(
                                TABLES
                                        + "CREATE VIEW shown AS SELECT * FROM a; CREATE MATERIALIZED VIEW stored AS SELECT * FROM a;")
                        .suite("protect: [b]\nphases: [ { name: A, wipe: [a, shown, stored] } ]")
                        .isRefused(2, "\"shown\", which is a view", "\"stored\", which is a view"),
                Shape.of("a view with a rule or trigger instead of a DELETE is nobody's obstacle")
                        .schema(TABLES + "CREATE VIEW shown AS SELECT * FROM a;"
                                + "CREATE RULE no AS ON DELETE TO shown DO INSTEAD NOTHING;")
                        .suite(SUITE)
                        .removes("a", 5));
    }
}
