package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the database and not, or not only, the application's: extensions', other servers', other sessions'. */
class OutsidersTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";
    private static final String TABLES = """
            CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1), (2);
            """;
    private static final String WIPE = "phases: [ { name: A, wipe: [a] } ]";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void extensions(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> extensions() {
        String owned = TABLES + "CREATE EXTENSION citext; CREATE TABLE theirs (id serial PRIMARY KEY, a int, c citext);"
                + "INSERT INTO theirs (a, c) VALUES (1, 'X'); ALTER EXTENSION citext ADD TABLE theirs;"
                + "ALTER EXTENSION citext ADD SEQUENCE theirs_id_seq;";
        return Shape.onEveryMajor(
                Shape.of("an extension's table needs no fate and is left alone, its sequence too")
                        .schema(owned)
                        .suite("restart-sequences: all\n" + WIPE)
                        .removes("a", 2)
                        .keeps("public.theirs", "sequence public.theirs_id_seq"),
                Shape.of("an extension's table is not wiped")
                        .schema(owned)
                        .suite("phases: [ { name: A, wipe: [a, theirs] } ]")
                        .isRefused(3, "\"theirs\"", "belongs to the extension citext"),
                Shape.of("an extension's table may be protected")
                        .schema(owned)
                        .suite("protect: [theirs]\n" + WIPE)
                        .removes("a", 2)
                        .keeps("public.theirs"),
                Shape.of("an extension's table whose rows refer to what goes blocks it")
                        .schema(owned + "ALTER TABLE theirs ADD CONSTRAINT theirs_a FOREIGN KEY (a) REFERENCES a;")
                        .suite(WIPE)
                        .isRefused(3, "\"theirs\" (ignored)", "theirs_a"),
                Shape.of("an extension's table whose rows would cascade away refuses the wipe")
                        .schema(
                                owned
                                        + "ALTER TABLE theirs ADD CONSTRAINT theirs_a FOREIGN KEY (a) REFERENCES a ON DELETE CASCADE;")
                        .suite(WIPE)
                        .isRefused(3, "\"theirs\"", "ON DELETE CASCADE", "belongs to the extension citext"));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void foreignTables(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> foreignTables() {
        String server = TABLES + "CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw"
                + " OPTIONS (host '127.0.0.1', port '1'); CREATE FOREIGN TABLE far_away (id int) SERVER far;";
        return Shape.onEveryMajor(
                Shape.of("a foreign table that is ignored is never asked")
                        .schema(server)
                        .suite("ignore: [far_away]\n" + WIPE)
                        .removes("a", 2),
                Shape.of("a foreign table is neither wiped nor protected")
                        .schema(server)
                        .suite("protect: [far_away]\n" + WIPE)
                        .isRefused(3, "\"far_away\", but it is a foreign table", "Put it under ignore"),
                Shape.of("a foreign table has to have a fate")
                        .schema(server)
                        .suite(WIPE)
                        .isRefused(3, "says nothing of \"far_away\""),
                Shape.of("a table with a foreign partition is refused")
                        .schema(server
                                + "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT;"
                                + "CREATE FOREIGN TABLE p2 PARTITION OF p FOR VALUES IN (1) SERVER far;")
                        .suite("ignore: [far_away]\nphases: [ { name: A, wipe: [a, p] } ]")
                        .isRefused(3, "its partition \"p2\" is a foreign table"),
                Shape.of("a table with a foreign heir is refused")
                        .schema(server + "CREATE FOREIGN TABLE heir () INHERITS (a) SERVER far;")
                        .suite("ignore: [far_away, heir]\n" + WIPE)
                        .isRefused(3, "the rows of \"heir\", which inherits from it"));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void largeObjects(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> largeObjects() {
        String files = "CREATE TABLE files (id serial, file oid); INSERT INTO files (file)"
                + " SELECT lo_from_bytea(0, '\\x01') FROM generate_series(1, 3); INSERT INTO files (file) VALUES (7), (NULL);";
        return Shape.onEveryMajor(
                Shape.of("large objects that rows point at are told of and counted")
                        .schema(files)
                        .suite("phases: [ { name: F, wipe: [files] } ]")
                        .removes("files", 5)
                        .keeps("large objects")
                        .warns("\"files\" point at 3 large objects by column \"file\"", "lo_unlink"),
                Shape.of("the phase that the warning says takes them along")
                        .schema(files)
                        .file(
                                "unlink.sql",
                                "SELECT lo_unlink(oid) FROM pg_largeobject_metadata WHERE oid IN (SELECT file FROM files);")
                        .suite("phases: [ { name: U, sql: unlink.sql }, { name: F, wipe: [files] } ]")
                        .answers("SELECT count(*) FROM pg_largeobject_metadata", 0),
                Shape.of("a trigger that manages them takes them along, and large tables are not truncated then")
                        .schema(
                                "CREATE EXTENSION lo; CREATE TABLE files (id serial, file lo); INSERT INTO files (file)"
                                        + " SELECT lo_from_bytea(0, '\\x01') FROM generate_series(1, 3); INSERT INTO files (file)"
                                        + " SELECT NULL FROM generate_series(1, 20000); ANALYZE;"
                                        + "CREATE TRIGGER managed BEFORE UPDATE OR DELETE ON files FOR EACH ROW EXECUTE FUNCTION lo_manage(file);")
                        .suite("phases: [ { name: F, wipe: [files] } ]")
                        .removes("files", 20003)
                        .answers("SELECT count(*) FROM pg_largeobject_metadata", 0));
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void temporaryTablesOfOtherSessionsAreNobodysBusiness(int major) {
        TestDatabases.Database database = TestDatabases.of(major).create(TABLES);
        try (PgSession other = database.admin()) {
            other.script("CREATE TEMP TABLE a (id int); CREATE TEMP TABLE newcomers (id serial PRIMARY KEY);");
            Playground playground = new Playground(database, folder).suite("suite: shop\n" + WIPE);

            assertThat(playground.reset().messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPreparedTransactionThatHoldsALockIsNamedAtOnce(int major) {
        Playground playground = new Playground(
                TestDatabases.of(major)
                        .create(
                                "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT;"
                                        + "INSERT INTO p VALUES (1), (2);"),
                folder);
        playground.suite("suite: shop\nphases: [ { name: P, wipe: [p] } ]");
        try (PgSession other = playground.database.admin()) {
            other.begin(Isolation.READ_COMMITTED, false);
            other.execute("DELETE FROM p1 WHERE id = 1");
            other.execute("PREPARE TRANSACTION 'left behind " + playground.databaseName() + "'");
        }

        Ran ran = playground.reset();

        playground.execute("ROLLBACK PREPARED 'left behind " + playground.databaseName() + "'");
        assertThat(ran.messages()).contains("prepared transaction left behind", "on p1", "ROLLBACK PREPARED");
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(playground.count("p")).isEqualTo(2);
        assertThat(playground.reset().removed("p")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPartitionWhoseDetachingNeverEndedIsATableOfItsOwn(int major) {
        Playground playground = new Playground(
                TestDatabases.of(major)
                        .create(
                                "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
                                        + "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2); INSERT INTO p VALUES (1), (2), (2);"),
                folder);
        try (PgSession reader = playground.database.admin();
                PgSession other = playground.database.admin()) {
            reader.begin(Isolation.READ_COMMITTED, true);
            reader.query("SELECT * FROM p");
            other.execute("SET statement_timeout = '300ms'");
            Assertions.assertThatThrownBy(() -> other.execute("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY"))
                    .isInstanceOf(SqlFailure.class);
            reader.rollback();
        }

        Ran unnamed = playground
                .suite("suite: shop\nphases: [ { name: P, wipe: [p] } ]")
                .reset();
        assertThat(unnamed.messages()).contains("says nothing of \"p1\"");
        assertThat(unnamed.exitCode()).isEqualTo(3);

        Ran named = playground
                .suite("suite: shop\nprotect: [p1]\nphases: [ { name: P, wipe: [p] } ]")
                .reset();
        assertThat(named.messages()).isEmpty();
        assertThat(named.removed("p")).isEqualTo(2);
        assertThat(playground.count("p1")).isEqualTo(1);
    }
}
