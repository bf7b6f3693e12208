package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever rows hold: types of every kind, constraints over them, or nothing at all. */
class ContentsTest {

    @TempDir
    Path folder;

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
