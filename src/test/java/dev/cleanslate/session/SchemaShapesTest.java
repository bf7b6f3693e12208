package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables that are more than a table: partitioned, inherited, of many columns or none, with every kind of constraint. */
class SchemaShapesTest {

    private static final String PARTITIONED = """
            CREATE TABLE events (id int NOT NULL, at date NOT NULL, kind text NOT NULL) PARTITION BY RANGE (at);
            CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
              PARTITION BY LIST (kind);
            CREATE TABLE events_2025_web PARTITION OF events_2025 FOR VALUES IN ('web');
            CREATE TABLE events_2025_rest PARTITION OF events_2025 DEFAULT;
            CREATE TABLE events_other PARTITION OF events DEFAULT;
            CREATE TABLE events_2024 (LIKE events);
            INSERT INTO events SELECT g, date '2025-12-01' + g, CASE WHEN g % 2 = 0 THEN 'web' ELSE 'app' END
              FROM generate_series(1, 60) g;
            INSERT INTO events_2024 VALUES (1, '2024-05-05', 'web');
            """;

    private static final String INHERITED = """
            CREATE TABLE vehicles (id int, wheels int);
            CREATE TABLE cars (doors int) INHERITS (vehicles);
            CREATE TABLE taxis (licence text) INHERITS (cars);
            INSERT INTO vehicles VALUES (1, 2); INSERT INTO cars VALUES (2, 4, 5), (3, 4, 3);
            INSERT INTO taxis VALUES (4, 4, 5, 'A'), (5, 4, 5, 'B'), (6, 4, 5, 'C');
            """;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void partitions(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> partitions() {
        return Shape.onEveryMajor(
                Shape.of("wiping a table of several levels takes every partition and no detached one")
                        .schema(PARTITIONED)
                        .suite("protect: [events_2024]\nphases: [ { name: All, wipe: [events] } ]")
                        .removes("events", 60)
                        .leaves("events", 0)
                        .leaves("events_other", 0)
                        .keeps("public.events_2024"),
                Shape.of("protecting a partitioned table protects every partition")
                        .schema(PARTITIONED)
                        .suite("protect: [events]\nphases: [ { name: Old, wipe: [events_2024] } ]")
                        .removes("events_2024", 1)
                        .keeps("public.events", "public.events_2025_web", "public.events_other"),
                Shape.of("a script that touches one partition of a protected table is found")
                        .schema(PARTITIONED)
                        .file("sly.sql", "DELETE FROM events_2025_web WHERE id = 2;")
                        .suite("protect: [events]\nphases: [ { name: Old, wipe: [events_2024] },"
                                + " { name: Sly, sql: sly.sql } ]")
                        .turnsRed(1, "events is protected", "deleted 1"),
                Shape.of("a partition has no fate of its own")
                        .schema(PARTITIONED)
                        .suite("protect: [events, events_2024]\nphases: [ { name: Web, wipe: [events_2025_web] } ]")
                        .isRefused(3, "a partition of \"events\"", "name \"events\" instead"),
                Shape.of("a detached partition is a table, and has to have a fate")
                        .schema(PARTITIONED)
                        .then("ALTER TABLE events_2025 DETACH PARTITION events_2025_web")
                        .suite("protect: [events_2024]\nphases: [ { name: All, wipe: [events] } ]")
                        .isRefused(3, "says nothing of \"events_2025_web\""),
                Shape.of("a large partitioned table with keys of its own is truncated whole")
                        .schema("""
                                CREATE TABLE shops (id int PRIMARY KEY);
                                CREATE TABLE sales (id int, shop int REFERENCES shops, PRIMARY KEY (id)) PARTITION BY HASH (id);
                                CREATE TABLE sales_0 PARTITION OF sales FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                                CREATE TABLE sales_1 PARTITION OF sales FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                                CREATE TABLE notes (sale int REFERENCES sales);
                                INSERT INTO shops VALUES (1);
                                INSERT INTO sales SELECT g, 1 FROM generate_series(1, 20000) g;
                                INSERT INTO notes SELECT g FROM generate_series(1, 20000) g;
                                ANALYZE;""")
                        .suite("protect: [shops]\nphases: [ { name: All, wipe: [notes, sales] } ]")
                        .removes("sales", 20000)
                        .removes("notes", 20000)
                        .leaves("sales", 0)
                        .keeps("public.shops"),
                Shape.of("a partitioned table is reset in every partition but not in its partition key")
                        .schema(PARTITIONED + "ALTER TABLE events ADD COLUMN note text DEFAULT 'x';")
                        .suite("protect: [events_2024]\nphases: [ { name: Notes, reset: { events: { note: null } } } ]")
                        .answers("SELECT count(*) FROM events WHERE note IS NULL", 60)
                        .leaves("events_2025_web", 15),
                Shape.of("the partition key is not reset")
                        .schema(PARTITIONED)
                        .suite("protect: [events_2024]\nphases: [ { name: Kind, reset: { events: { kind: web } } } ]")
                        .isRefused(3, "decides the partition a row is in"));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void inheritance(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> inheritance() {
        return Shape.onEveryMajor(
                Shape.of("a whole family is wiped, and every row counted once for each table that shows it")
                        .schema(INHERITED)
                        .suite("phases: [ { name: All, wipe: [vehicles, cars, taxis] } ]")
                        .removes("vehicles", 6)
                        .removes("cars", 5)
                        .removes("taxis", 3)
                        .leaves("vehicles", 0),
                Shape.of("a large family is truncated")
                        .schema(INHERITED
                                + "INSERT INTO cars SELECT g, 4, 5 FROM generate_series(1, 20000) g; ANALYZE;")
                        .suite("phases: [ { name: All, wipe: [vehicles, cars, taxis] } ]")
                        .removes("vehicles", 20006)
                        .leaves("vehicles", 0),
                Shape.of("the last of a family goes and the others stay")
                        .schema(INHERITED)
                        .suite("ignore: [vehicles, cars]\nphases: [ { name: All, wipe: [taxis] } ]")
                        .removes("taxis", 3)
                        .leaves("cars", 2),
                Shape.of("a parent is not wiped with a protected heir below")
                        .schema(INHERITED)
                        .suite("protect: [taxis]\nphases: [ { name: All, wipe: [vehicles, cars] } ]")
                        .isRefused(3, "the rows of \"taxis\", which inherits from it and is protected"),
                Shape.of("an heir is not wiped below a protected parent")
                        .schema(INHERITED)
                        .suite("protect: [cars]\nignore: [vehicles]\nphases: [ { name: All, wipe: [taxis] } ]")
                        .isRefused(3, "show through protected \"cars\""),
                Shape.of("nor below a protected grandparent")
                        .schema(INHERITED)
                        .suite("protect: [vehicles]\nignore: [cars]\nphases: [ { name: All, wipe: [taxis] } ]")
                        .isRefused(3, "show through protected \"vehicles\""));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void columns(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> columns() {
        String wide =
                "SELECT 'CREATE TABLE wide (id int PRIMARY KEY' || string_agg(', c' || g || ' smallint DEFAULT 1', '')"
                        + " || ')' FROM generate_series(1, 1599) g";
        return Shape.onEveryMajor(
                Shape.of("identity and generated columns stay right beside a column that is reset")
                        .schema("""
                                CREATE TABLE accounts (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text,
                                  net numeric NOT NULL, gross numeric GENERATED ALWAYS AS (net * 1.2) STORED);
                                INSERT INTO accounts (name, net) SELECT 'n' || g, g FROM generate_series(1, 10) g;""")
                        .suite("phases: [ { name: Money, reset: { accounts: { net: 0 } } } ]")
                        .answers("SELECT sum(gross)::int FROM accounts", 0)
                        .answers("SELECT count(DISTINCT id) FROM accounts WHERE name = 'n' || id", 10)
                        .keeps("sequence public.accounts_id_seq"),
                Shape.of("a generated column is not set")
                        .schema("CREATE TABLE a (net int, gross int GENERATED ALWAYS AS (net * 2) STORED)")
                        .suite("phases: [ { name: Money, reset: { a: { gross: 0 } } } ]")
                        .isRefused(3, "\"gross\"", "generated from other columns"),
                Shape.of("a column that only the server numbers is not set")
                        .schema("CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY, n int)")
                        .suite("phases: [ { name: Ids, reset: { a: { id: 1 } } } ]")
                        .isRefused(3, "\"id\"", "GENERATED ALWAYS AS IDENTITY"),
                Shape.of("an identity starts again")
                        .schema("CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY, n int);"
                                + "INSERT INTO a (n) SELECT g FROM generate_series(1, 9) g")
                        .suite("phases: [ { name: All, wipe: [a] } ]")
                        .removes("a", 9)
                        .answers("INSERT INTO a (n) VALUES (1) RETURNING id", 1),
                Shape.of("virtual columns are part of what is protected")
                        .since(18)
                        .schema("CREATE TABLE a (n int, twice int GENERATED ALWAYS AS (n * 2) VIRTUAL, b int);"
                                + "INSERT INTO a (n) VALUES (1), (2); CREATE TABLE c AS SELECT * FROM a;")
                        .suite("protect: [c]\nphases: [ { name: N, reset: { a: { n: 0 } } } ]")
                        .answers("SELECT sum(twice) FROM a", 0)
                        .keeps("public.c"),
                Shape.of("a table of 1,600 columns is wiped, another one protected, a third one reset")
                        .schema("DO $do$ BEGIN EXECUTE (" + wide + "); END $do$;"
                                + "INSERT INTO wide (id) VALUES (1), (2); CREATE TABLE wide_kept (LIKE wide);"
                                + "INSERT INTO wide_kept SELECT * FROM wide; CREATE TABLE wide_set (LIKE wide);"
                                + "INSERT INTO wide_set SELECT * FROM wide;")
                        .suite("protect: [wide_kept]\nphases: [ { name: A, wipe: [wide] },"
                                + " { name: B, reset: { wide_set: { c1599: 7 } } } ]")
                        .removes("wide", 2)
                        .answers("SELECT sum(c1599) FROM wide_set", 14)
                        .keeps("public.wide_kept"),
                Shape.of("a table without columns has rows all the same")
                        .schema("CREATE TABLE nothing (); CREATE TABLE nothing_kept ();"
                                + "INSERT INTO nothing DEFAULT VALUES; INSERT INTO nothing DEFAULT VALUES;"
                                + "INSERT INTO nothing_kept DEFAULT VALUES;")
                        .suite("protect: [nothing_kept]\nphases: [ { name: A, wipe: [nothing] } ]")
                        .removes("nothing", 2)
                        .leaves("nothing", 0)
                        .leaves("nothing_kept", 1),
                Shape.of("a protected table with a column that is called like the query's alias is looked at whole")
                        .schema(
                                "CREATE TABLE a (t int, h int, n int); INSERT INTO a VALUES (1, 1, 1); CREATE TABLE b (id int);")
                        .file("sly.sql", "ALTER TABLE a DISABLE TRIGGER ALL; UPDATE a SET n = 2;")
                        .suite("protect: [{ a: { fingerprint: full } }]\nphases: [ { name: A, wipe: [b] },"
                                + " { name: Sly, sql: sly.sql } ]")
                        .turnsRed(1, "another fingerprint"));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void contents(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> contents() {
        return Shape.onEveryMajor(
                Shape.of("every kind of type can be protected, and set where a text can be read as it")
                        .schema("""
                                CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, "b c" text);
                                CREATE DOMAIN positive AS int NOT NULL CHECK (VALUE > 0);
                                CREATE TABLE types (id positive, m mood, ms mood[], p pair, ps pair[], r int4range, tr tstzrange,
                                  j json, jb jsonb, x xml, ts tsvector, q tsquery, i inet, mac macaddr, b bit(3), vb varbit,
                                  mo money, iv interval, pt point, po polygon, u uuid, by bytea, n name, c "char", ch char(5),
                                  f float8, nu numeric, la int[][], oid oid, rc regclass, tz timetz);
                                INSERT INTO types VALUES (1, 'ok', '{sad,ok}', '(1,"x,y")', '{"(1,a)"}', '[1,5)', '[2025-01-01,)',
                                  '{"b": 1,  "a": [null]}', '{"a": 1}', '<a b="c">é</a>', 'fat cat'::tsvector, 'fat & cat', '::1/64',
                                  '08:00:2b:01:02:03', '101', '1', 12.34, '1 mon 30 days', '(1,2)', '((0,0),(1,1),(2,0))',
                                  '00000000-0000-0000-0000-000000000001', '\\x00ff', 'n', 'c', 'ab', 'NaN', '1.00', '{{1,2},{3,4}}',
                                  1259, 'pg_class', '10:00+02'); INSERT INTO types VALUES (2);
                                CREATE TABLE others AS SELECT * FROM types;""")
                        .suite("""
                                protect: [types]
                                phases:
                                  - name: Values
                                    reset:
                                      others: { m: sad, ms: "{ok}", p: "(2,z)", r: empty, jb: "{}", x: "<b/>", u: 00000000-0000-0000-0000-000000000002, by: "\\\\x01", f: Infinity, ch: abc, iv: 1 day }
                                """)
                        .keeps("public.types")
                        .answers("SELECT count(*) FROM others WHERE m = 'sad' AND isempty(r) AND by = '\\x01'", 2),
                Shape.of("what does not fit an enum, a domain, an exclusion or a check is refused or rolled back")
                        .schema("CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE people (id int, m mood);"
                                + "INSERT INTO people VALUES (1, 'ok');")
                        .suite("phases: [ { name: Moods, reset: { people: { m: happy } } } ]")
                        .isRefused(2, "\"happy\"", "mood"),
                Shape.of("a domain's check is asked before anything runs")
                        .schema("CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE TABLE p (n positive);"
                                + "INSERT INTO p VALUES (1);")
                        .suite("phases: [ { name: N, reset: { p: { n: -1 } } } ]")
                        .isRefused(2, "positive"),
                Shape.of("a domain that takes no null is asked too")
                        .schema("CREATE DOMAIN filled AS int NOT NULL; CREATE TABLE p (n filled);"
                                + "INSERT INTO p VALUES (1);")
                        .suite("phases: [ { name: N, reset: { p: { n: null } } } ]")
                        .isRefused(2, "\"n\"", "null"),
                Shape.of("a check constraint rolls back")
                        .schema("CREATE TABLE p (id int, n int CHECK (n > 0)); INSERT INTO p VALUES (1, 1);")
                        .suite("phases: [ { name: N, reset: { p: { n: 0 } } } ]")
                        .turnsRed(4, "p_n_check"),
                Shape.of("an exclusion constraint rolls back, and stands in no wipe's way")
                        .schema("CREATE TABLE rooms (id int, during int4range, EXCLUDE USING gist (during WITH &&));"
                                + "INSERT INTO rooms VALUES (1, '[1,2)'), (2, '[2,3)');")
                        .suite("phases: [ { name: N, reset: { rooms: { during: \"[1,9)\" } } } ]")
                        .turnsRed(4, "rooms_during_excl"),
                Shape.of("exclusion constraints and unlogged tables are wiped like others")
                        .schema(
                                "CREATE TABLE rooms (id int, during int4range, EXCLUDE USING gist (during WITH &&) DEFERRABLE"
                                        + " INITIALLY DEFERRED); INSERT INTO rooms VALUES (1, '[1,2)'), (2, '[2,3)');"
                                        + "CREATE UNLOGGED TABLE cache (k int); INSERT INTO cache SELECT generate_series(1, 20000);"
                                        + "CREATE UNLOGGED TABLE kept (k int); INSERT INTO kept VALUES (1); ANALYZE;")
                        .suite("protect: [kept]\nphases: [ { name: N, wipe: [rooms, cache] } ]")
                        .removes("rooms", 2)
                        .removes("cache", 20000)
                        .keeps("public.kept"),
                Shape.of("columns of a collation that takes different texts for equal are compared by their bytes")
                        .schema(
                                "CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
                                        + "CREATE TABLE a (t text COLLATE blind PRIMARY KEY, n int); INSERT INTO a VALUES ('x', 1), ('y', 2);"
                                        + "CREATE TABLE b (t text COLLATE blind, n int); INSERT INTO b VALUES ('x', 1);"
                                        + "CREATE TABLE c (id int);")
                        .file("sly.sql", "UPDATE a SET t = 'X' WHERE t = 'x';")
                        .suite("protect: [a]\nphases: [ { name: N, reset: { b: { n: 0 } } }, { name: C, wipe: [c] },"
                                + " { name: Sly, sql: sly.sql } ]")
                        .turnsRed(1, "a is protected", "another fingerprint"),
                Shape.of("a database without a row passes, and nothing is removed")
                        .schema("CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (a int REFERENCES a);"
                                + "CREATE TABLE c (id int);")
                        .suite("protect: [ { c: { allow-empty: true } } ]\nphases: [ { name: N, wipe: [b, a] } ]")
                        .removes("a", 0)
                        .removes("b", 0)
                        .keeps("public.c"));
    }
}
