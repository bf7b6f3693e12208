package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of every shape, and the sequences that number rows. */
class KeysTest {

    private static final String THREE = """
            CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, c int);
            CREATE TABLE c (id int PRIMARY KEY, a int);
            INSERT INTO a VALUES (1, 1), (2, 2); INSERT INTO b VALUES (1, 1), (2, 2); INSERT INTO c VALUES (1, 1), (2, 1);
            ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b %1$s; ALTER TABLE b ADD FOREIGN KEY (c) REFERENCES c %1$s;
            ALTER TABLE c ADD FOREIGN KEY (a) REFERENCES a %1$s;
            """;
    private static final String ALL_THREE = "phases: [ { name: Knot, wipe: [a, b, c] } ]";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void keys(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> keys() {
        String late = "DEFERRABLE INITIALLY DEFERRED";
        return Shape.onEveryMajor(
                Shape.of("a circle of three")
                        .schema(THREE.formatted(""))
                        .suite(ALL_THREE)
                        .removes("a", 2)
                        .removes("c", 2),
                Shape.of("a circle of three that is checked late")
                        .schema(THREE.formatted(late))
                        .suite(ALL_THREE)
                        .removes("b", 2),
                Shape.of("a circle of three that cascades")
                        .schema(THREE.formatted("ON DELETE CASCADE"))
                        .suite(ALL_THREE)
                        .removes("a", 2)
                        .removes("b", 2)
                        .removes("c", 2),
                Shape.of("a circle of two with a key that may not be truncated around")
                        .schema("CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY,"
                                + " a int NOT NULL REFERENCES a " + late
                                + "); INSERT INTO a VALUES (1, 1); INSERT INTO b VALUES (1, 1);"
                                + "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b " + late
                                + "; CREATE TABLE kept (a int REFERENCES a);"
                                + "INSERT INTO kept VALUES (NULL);")
                        .suite("protect: [kept]\nphases: [ { name: Knot, wipe: [a, b] } ]")
                        .removes("a", 1)
                        .removes("b", 1)
                        .keeps("public.kept"),
                Shape.of("rows that refer to their own table, composite, over a key that is not the primary one")
                        .schema(
                                "CREATE TABLE tree (x int, y int, up_x int, up_y int, UNIQUE (y, x),"
                                        + " FOREIGN KEY (up_y, up_x) REFERENCES tree (y, x) MATCH FULL);"
                                        + "INSERT INTO tree SELECT g, g, nullif(g - 1, 0), nullif(g - 1, 0) FROM generate_series(1, 50) g;")
                        .suite("phases: [ { name: T, wipe: [tree] } ]\nchecks: [ { no-orphans: true } ]")
                        .removes("tree", 50),
                Shape.of("a key that is not valid yet holds its rows all the same")
                        .schema(
                                "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int); INSERT INTO p VALUES (1);"
                                        + "INSERT INTO c VALUES (7), (1); ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p) REFERENCES p NOT VALID;")
                        .suite("protect: [c]\nphases: [ { name: P, wipe: [p] } ]")
                        .isRefused(3, "c_p", "2 rows"),
                Shape.of("a key that is not valid yet, with its child wiped")
                        .schema(
                                "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int); INSERT INTO p VALUES (1);"
                                        + "INSERT INTO c VALUES (7), (1); ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p) REFERENCES p NOT VALID;")
                        .suite("phases: [ { name: P, wipe: [p, c] } ]")
                        .removes("p", 1)
                        .removes("c", 2)
                        .leaves("c", 0),
                Shape.of("a key that enforces nothing neither cascades nor blocks, and is told")
                        .since(18)
                        .schema(
                                "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int); INSERT INTO p SELECT generate_series(1, 20000);"
                                        + "INSERT INTO c VALUES (7), (1); ALTER TABLE c ADD CONSTRAINT c_p FOREIGN KEY (p) REFERENCES p"
                                        + " ON DELETE CASCADE NOT ENFORCED; ANALYZE;")
                        .suite("protect: [c]\nphases: [ { name: P, wipe: [p] } ]")
                        .removes("p", 20000)
                        .keeps("public.c")
                        .warns("c_p, which is NOT ENFORCED"),
                Shape.of("keys over periods of time")
                        .since(18)
                        .schema(
                                "CREATE EXTENSION btree_gist; CREATE TABLE p (id int, v daterange, PRIMARY KEY (id, v WITHOUT OVERLAPS));"
                                        + "CREATE TABLE c (p int, v daterange, FOREIGN KEY (p, PERIOD v) REFERENCES p (id, PERIOD v));"
                                        + "CREATE TABLE d (LIKE c); INSERT INTO p VALUES (1, '[2025-01-01,2025-02-01)'), (1, '[2025-02-01,2025-03-01)');"
                                        + "INSERT INTO c VALUES (1, '[2025-01-15,2025-02-15)'); INSERT INTO d TABLE c;")
                        .suite("protect: [p, c]\nphases: [ { name: D, wipe: [d] } ]\nchecks: [ { no-orphans: true } ]")
                        .removes("d", 1)
                        .keeps("public.c", "public.p"),
                Shape.of("a script may lean on a key that is checked late, after a TRUNCATE too")
                        .schema(
                                "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id serial, p int REFERENCES p "
                                        + late + ");"
                                        + "INSERT INTO p SELECT generate_series(1, 20000); INSERT INTO c (p) SELECT generate_series(1, 20000); ANALYZE;")
                        .file("again.sql", "INSERT INTO c (p) VALUES (1); INSERT INTO p VALUES (1);")
                        .suite(
                                "phases: [ { name: P, wipe: [c, p] }, { name: Again, sql: again.sql } ]\nchecks: [ { no-orphans: true } ]")
                        .removes("c", 20000)
                        .leaves("c", 1)
                        .leaves("p", 1));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void sequences(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> sequences() {
        return Shape.onEveryMajor(
                Shape.of("a sequence that a protected table draws from goes on counting")
                        .schema(
                                "CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id int DEFAULT nextval('a_id_seq'));"
                                        + "INSERT INTO a SELECT FROM generate_series(1, 3); INSERT INTO b DEFAULT VALUES;")
                        .suite("protect: [b]\nphases: [ { name: A, wipe: [a] } ]")
                        .removes("a", 3)
                        .keeps("sequence public.a_id_seq")
                        .warns("\"a_id_seq\" goes on counting, since \"b\" draws from it"),
                Shape.of("a sequence shared by tables that all go starts again")
                        .schema("CREATE SEQUENCE shared; CREATE TABLE a (id int DEFAULT nextval('shared'));"
                                + "CREATE TABLE b (id int DEFAULT nextval('shared')); ALTER SEQUENCE shared OWNED BY a.id;"
                                + "INSERT INTO a DEFAULT VALUES; INSERT INTO b DEFAULT VALUES;")
                        .suite("phases: [ { name: A, wipe: [a, b] } ]")
                        .answers("SELECT nextval('shared')", 1),
                Shape.of("a sequence that nobody owns is told of, and starts again when all do")
                        .schema("CREATE SEQUENCE free START 100 INCREMENT -1 MINVALUE -100 MAXVALUE 100;"
                                + "CREATE TABLE a (id int DEFAULT nextval('free')); INSERT INTO a DEFAULT VALUES;")
                        .suite("restart-sequences: all\nphases: [ { name: A, wipe: [a] } ]")
                        .answers("SELECT nextval('free')", 100),
                Shape.of("a sequence that numbers texts starts again, whatever a script writes")
                        .schema(
                                "CREATE SEQUENCE s; CREATE TABLE a (code text DEFAULT 'ORD-' || nextval('s'));"
                                        + "ALTER SEQUENCE s OWNED BY a.code; INSERT INTO a DEFAULT VALUES; INSERT INTO a DEFAULT VALUES;")
                        .file("again.sql", "INSERT INTO a VALUES ('ORD-7');")
                        .suite("phases: [ { name: A, wipe: [a] }, { name: Again, sql: again.sql } ]")
                        .leaves("a", 1)
                        .answers("SELECT nextval('s')", 1));
    }
}
