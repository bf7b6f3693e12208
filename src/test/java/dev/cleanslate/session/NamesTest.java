package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a thing is called, it is found, quoted and told by its own name. */
class NamesTest {

    private static final String LONG = "a".repeat(62) + "b";
    private static final String OTHER = "a".repeat(62) + "c";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void names(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    private static Shape named(String name) {
        String sql = "\"" + name.replace("\"", "\"\"") + "\"";
        String yaml = "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return Shape.of("a table, column, sequence and trigger called " + name)
                .schema("CREATE TABLE " + sql + " (" + sql + " serial PRIMARY KEY, n int DEFAULT 1);"
                        + "CREATE TABLE child (id int, p int, CONSTRAINT " + sql + " FOREIGN KEY (p) REFERENCES " + sql
                        + "); CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
                        + "CREATE TRIGGER " + sql + " BEFORE DELETE ON " + sql
                        + " FOR EACH ROW EXECUTE FUNCTION no();"
                        + "CREATE TABLE set_there (" + sql + " int, other int); INSERT INTO set_there VALUES (1, 2);"
                        + "INSERT INTO " + sql + " DEFAULT VALUES; INSERT INTO child VALUES (1, 1);"
                        + "CREATE MATERIALIZED VIEW shown AS SELECT * FROM " + sql + ";")
                .suite("triggers: { disable: [" + yaml + "] }\n"
                        + "phases: [ { name: Both, wipe: [child, " + yaml + "] },"
                        + " { name: Set, reset: { set_there: { " + yaml + ": 7 } } } ]\n"
                        + "checks: [ { rows: { " + yaml + ": 0 } }, { trigger: { " + yaml + ": enabled } } ]")
                .removes(name, 1)
                .removes("child", 1)
                .leaves("shown", 0)
                .answers("SELECT " + sql + " FROM set_there WHERE other = 2", 7)
                .answers("INSERT INTO " + sql + " (n) VALUES (1) RETURNING " + sql, 1);
    }

    static Stream<Arguments> names() {
        return Shape.onEveryMajor(
                named("Users"),
                named("select"),
                named("user"),
                named("two words"),
                named("with.dot"),
                named(".dots."),
                named("it's"),
                named("a \"quoted\" one"),
                named("back\\slash"),
                named("дом ☕ 名前"),
                named("$1 ? :x {t} %s"),
                named("; DROP TABLE child; --"),
                named("x".repeat(63)),
                Shape.of("two names that differ in their 63rd byte")
                        .schema("CREATE TABLE " + LONG + " (id serial); CREATE TABLE " + OTHER + " (id serial);"
                                + "INSERT INTO " + LONG + " DEFAULT VALUES; INSERT INTO " + OTHER + " DEFAULT VALUES;")
                        .suite("protect: [" + OTHER + "]\nphases: [ { name: A, wipe: [" + LONG + "] } ]")
                        .removes(LONG, 1)
                        .leaves(OTHER, 1),
                Shape.of("equal names in several schemas")
                        .schema("CREATE SCHEMA one; CREATE SCHEMA \"T.wo\"; CREATE TABLE users (id serial);"
                                + "CREATE TABLE one.users (id serial); CREATE TABLE \"T.wo\".users (id serial);"
                                + "INSERT INTO users DEFAULT VALUES; INSERT INTO one.users SELECT generate_series(1, 2);"
                                + "INSERT INTO \"T.wo\".users SELECT generate_series(1, 3);")
                        .suite("protect: [public.users]\nphases: [ { name: A, wipe: [one.users, T.wo.users] } ]\n"
                                + "checks: [ { rows: { public.users: 1, one.users: 0, T.wo.users: 0 } } ]")
                        .removes("one.users", 2)
                        .removes("T.wo.users", 3)
                        .keeps("public.users"),
                Shape.of("a bare name that several schemas have is refused")
                        .schema("CREATE SCHEMA one; CREATE TABLE users (id int); CREATE TABLE one.users (id int);")
                        .suite("phases: [ { name: A, wipe: [users] } ]")
                        .isRefused(2, "one.users or public.users", "with its schema"),
                Shape.of("a dot that can be a name's own or a schema's is refused")
                        .schema(
                                "CREATE SCHEMA one; CREATE TABLE \"one.users\" (id int); CREATE TABLE one.users (id int);")
                        .suite("phases: [ { name: A, wipe: [one.users] } ]")
                        .isRefused(2, "one.users or public.one.users"),
                Shape.of("keys across schemas, one of which the suite leaves out")
                        .schema("CREATE SCHEMA one; CREATE TABLE one.parents (id int PRIMARY KEY);"
                                + "CREATE TABLE children (p int REFERENCES one.parents ON DELETE CASCADE);"
                                + "INSERT INTO one.parents VALUES (1); INSERT INTO children VALUES (1);")
                        .suite("schemas: [one]\nphases: [ { name: A, wipe: [parents] } ]")
                        .isRefused(3, "children", "outside the suite's schemas"),
                Shape.of("a search path that hides the system's functions behind the application's")
                        .schema(
                                "CREATE SCHEMA app; CREATE FUNCTION app.count(anyelement) RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint';"
                                        + "CREATE FUNCTION app.hashtextextended(text, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint';"
                                        + "CREATE TABLE app.a (id int); INSERT INTO app.a VALUES (1); CREATE TABLE app.b (id int); INSERT INTO app.b VALUES (1);"
                                        + "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = app, pg_catalog', current_database()); END $$;")
                        .suite("protect: [a]\nphases: [ { name: A, wipe: [b] } ]")
                        .removes("app.b", 1)
                        .keeps("app.a"));
    }
}
