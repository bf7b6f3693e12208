package dev.cleanslate.session;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables whose changes go on to others, or come from them. */
class ReplicationTest {

    private static final String TABLES = """
            CREATE TABLE a (id int, n int DEFAULT 1); INSERT INTO a VALUES (1), (2), (3);
            CREATE TABLE kept (a int); INSERT INTO kept VALUES (1);
            """;
    private static final String WIPE = "protect: [kept]\nphases: [ { name: A, wipe: [a] } ]";
    private static final String RESET = "protect: [kept]\nphases: [ { name: A, reset: { a: { n: 0 } } } ]";

    /** So that TRUNCATE is not open either. */
    private static final String HELD = "ALTER TABLE a ADD UNIQUE (id); ALTER TABLE kept ADD CONSTRAINT kept_a"
            + " FOREIGN KEY (a) REFERENCES a (id); UPDATE kept SET a = NULL;";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void publications(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> publications() {
        return Shape.onEveryMajor(
                Shape.of("a published table without a replica identity is truncated")
                        .schema(TABLES + "CREATE PUBLICATION all_of_it FOR ALL TABLES;")
                        .suite(WIPE)
                        .removes("a", 3)
                        .leaves("a", 0)
                        .keeps("public.kept"),
                Shape.of("one that cannot be truncated is refused")
                        .schema(TABLES + HELD + "CREATE PUBLICATION one FOR TABLE a;")
                        .suite(WIPE)
                        .isRefused(3, "publication one cannot tell its deletes", "REPLICA IDENTITY FULL"),
                Shape.of("a primary key that is checked late identifies nobody")
                        .schema(TABLES + HELD
                                + "ALTER TABLE a ADD PRIMARY KEY (id) DEFERRABLE; CREATE PUBLICATION one FOR TABLE a;")
                        .suite(WIPE)
                        .isRefused(3, "publication one cannot tell its deletes"),
                Shape.of("nor does an index that is gone")
                        .schema(TABLES + HELD
                                + "ALTER TABLE a ALTER n SET NOT NULL; CREATE UNIQUE INDEX a_n ON a (n, id);"
                                + "ALTER TABLE a ALTER id SET NOT NULL; ALTER TABLE a REPLICA IDENTITY USING INDEX a_n;"
                                + "DROP INDEX a_n; CREATE PUBLICATION one FOR TABLE a;")
                        .suite(WIPE)
                        .isRefused(3, "publication one cannot tell its deletes"),
                Shape.of("an index that is there does, and FULL does")
                        .schema(TABLES + HELD
                                + "ALTER TABLE a ALTER id SET NOT NULL; CREATE UNIQUE INDEX a_n ON a (id);"
                                + "ALTER TABLE a REPLICA IDENTITY USING INDEX a_n; CREATE TABLE b (id int);"
                                + "ALTER TABLE b REPLICA IDENTITY FULL; INSERT INTO b VALUES (1);"
                                + "CREATE PUBLICATION one FOR TABLE a, b;")
                        .suite("protect: [kept]\nphases: [ { name: A, wipe: [a, b] } ]")
                        .removes("a", 3)
                        .removes("b", 1),
                Shape.of("what is not identified is not reset")
                        .schema(TABLES + "CREATE PUBLICATION one FOR TABLE a;")
                        .suite(RESET)
                        .isRefused(3, "publication one cannot tell its updates", "REPLICA IDENTITY FULL"),
                Shape.of("what only a schema's publication covers is not reset either")
                        .since(15)
                        .schema(TABLES + "CREATE PUBLICATION one FOR TABLES IN SCHEMA public;")
                        .suite(RESET)
                        .isRefused(3, "publication one cannot tell its updates"),
                Shape.of("a partition whose table is published needs an identity of its own")
                        .schema(
                                TABLES
                                        + HELD.replace("kept", "other")
                                                .replace(
                                                        "ALTER TABLE other",
                                                        "CREATE TABLE other (a int); ALTER TABLE other")
                                        + "CREATE TABLE p (id int, n int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p DEFAULT;"
                                        + "INSERT INTO p VALUES (1, 1); CREATE PUBLICATION one FOR TABLE p WITH (publish_via_partition_root);")
                        .suite("protect: [kept, a]\nignore: [other]\nphases: [ { name: P, reset: { p: { n: 0 } } } ]")
                        .isRefused(3, "publication one cannot tell its updates", "\"p1\" REPLICA IDENTITY FULL"),
                Shape.of("an unlogged table is published by none")
                        .schema(TABLES + "ALTER TABLE a SET UNLOGGED; CREATE PUBLICATION every FOR ALL TABLES;")
                        .suite(RESET)
                        .answers("SELECT sum(n) FROM a", 0));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource
    void subscriptions(int major, Shape shape) {
        shape.holdsOn(major, folder);
    }

    static Stream<Arguments> subscriptions() {
        String subscription = "CREATE SUBSCRIPTION head_office CONNECTION 'host=127.0.0.1 port=1 dbname=none'"
                + " PUBLICATION p WITH (connect = false, slot_name = 'away')";
        return Shape.onEveryMajor(
                Shape.of("a subscription that is on is told of")
                        .schema(TABLES)
                        .then(subscription)
                        .then("ALTER SUBSCRIPTION head_office ENABLE")
                        .suite(WIPE)
                        .removes("a", 3)
                        .warns("Subscription head_office may bring rows back"),
                Shape.of("a subscription that is off is no matter")
                        .schema(TABLES)
                        .then(subscription)
                        .suite(WIPE)
                        .removes("a", 3));
    }
}
