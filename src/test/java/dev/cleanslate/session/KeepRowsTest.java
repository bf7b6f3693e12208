package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole resets that keep some rows of a table. */
class KeepRowsTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @TempDir
    Path folder;

    private Playground on(int major, String schema, String phases) {
        return new Playground(TestDatabases.of(major).create(schema), folder).suite("suite: shop\n" + phases);
    }

    @Nested
    class OneTable {

        private static final String USERS = """
                CREATE TABLE users (id int PRIMARY KEY, role text, boss int REFERENCES users);
                INSERT INTO users SELECT g, CASE WHEN g <= 3 THEN 'admin' WHEN g <= 90 THEN 'member' END,
                  CASE WHEN g > 3 THEN 1 END FROM generate_series(1, 100) g;
                """;

        @ParameterizedTest
        @MethodSource(MAJORS)
        void losesEveryRowForWhichThePredicateIsNotTrue(int major) {
            Playground shop =
                    on(major, USERS, "phases: [ { name: A, keep-rows: { users: \"users.role = 'admin' -- them\" } } ]");

            Ran ran = shop.reset();

            assertThat(ran.messages()).isEmpty();
            assertThat(ran.exitCode()).isZero();
            assertThat(shop.count("users")).isEqualTo(3);
            assertThat(ran.removed("users")).isEqualTo(97);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void whoseStayingRowsReferToOneThatGoesIsRefusedWithAnExample(int major) {
            Playground shop = on(
                    major,
                    USERS + "UPDATE users SET boss = 50 WHERE id = 2",
                    "phases: [ { name: A, keep-rows: { users: \"role = 'admin'\" } } ]");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.messages()).contains("users_boss_fkey", "1 row, (id) = (2), whose (boss) = (50)");
            assertThat(shop.count("users")).isEqualTo(100);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatATriggerChangesOnTheWayIsNotCommitted(int major) {
            Playground shop =
                    on(major, USERS + """
                            CREATE FUNCTION promote() RETURNS trigger LANGUAGE plpgsql AS
                              $$ BEGIN UPDATE users SET role = 'owner' WHERE id = 1; RETURN NULL; END $$;
                            CREATE TRIGGER promote AFTER DELETE ON users FOR EACH STATEMENT EXECUTE FUNCTION promote();
                            """, "phases: [ { name: A, keep-rows: { users: \"role = 'admin'\" } } ]");

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.messages()).contains("users", "1 updated", "content is not what it was");
            assertThat(shop.count("users")).isEqualTo(100);
        }
    }

    @Nested
    class Cascades {

        private static final String SCHEMA = """
                CREATE SCHEMA web;
                CREATE TABLE users (tenant int, id int, role text, PRIMARY KEY (tenant, id));
                CREATE TABLE web.threads (id int PRIMARY KEY, tenant int, author int, parent int REFERENCES web.threads ON DELETE CASCADE,
                  FOREIGN KEY (tenant, author) REFERENCES users ON DELETE CASCADE);
                CREATE TABLE likes (thread int REFERENCES web.threads);
                INSERT INTO users SELECT g % 2, g, CASE WHEN g <= 2 THEN 'admin' END FROM generate_series(1, 10) g;
                -- 1 and 2 are of an admin; 3 is of an admin too, but hangs on 4, which goes with its author; 5 hangs on 3.
                INSERT INTO web.threads VALUES (1, 1, 1, NULL), (2, 0, 2, 1), (4, 1, 7, NULL), (3, 1, 1, 4), (5, NULL, NULL, 3);
                """;
        private static final String SUITE = """
                protect: [likes]
                phases:
                  - name: A
                    keep-rows: { users: "role = 'admin'" }
                    cascades: [threads]
                """;

        @ParameterizedTest
        @MethodSource(MAJORS)
        void takeWhatHangsOnWhatGoesHoweverFarDown(int major) {
            Playground shop = on(major, SCHEMA + "INSERT INTO likes VALUES (1), (2)", SUITE);

            Ran ran = shop.reset();

            assertThat(ran.messages()).isEmpty();
            assertThat(shop.number("SELECT sum(id) FROM web.threads")).isEqualTo(3);
            assertThat(ran.removed("web.threads")).isEqualTo(3);
            assertThat(ran.removed("users")).isEqualTo(8);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatWouldLeaveARowBehindAreRefusedBeforeAnythingRuns(int major) {
            Playground shop = on(major, SCHEMA + "INSERT INTO likes VALUES (1), (5), (5)", SUITE);

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.messages()).contains("likes_thread_fkey", "2 rows, such as (thread) = (5)", "`wipe: [");
            assertThat(shop.count("users")).isEqualTo(10);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void mayNotTakeARowThatTheSuiteKeeps(int major) {
            String suite =
                    SUITE.replace("cascades: [threads]", "").replace("'admin'\" }", "'admin'\", threads: \"id < 4\" }");
            Playground shop = on(major, SCHEMA, suite);

            Ran ran = shop.reset();

            assertThat(ran.exitCode()).isEqualTo(3);
            assertThat(ran.messages()).contains("threads_parent_fkey", "1 row, (id) = (3), whose (parent) = (4)");
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPartitionedTableAndItsChildAreThinnedOutTogether(int major) {
        Playground shop = on(major, """
                CREATE TABLE "Events" (id int, year int, keep boolean, PRIMARY KEY (id, year)) PARTITION BY LIST (year);
                CREATE TABLE e1 PARTITION OF "Events" FOR VALUES IN (1);
                CREATE TABLE e2 PARTITION OF "Events" DEFAULT;
                CREATE TABLE notes (event int, year int, keep boolean, FOREIGN KEY (event, year) REFERENCES "Events");
                INSERT INTO "Events" SELECT g, g % 3, g % 5 = 0 FROM generate_series(1, 30) g;
                INSERT INTO notes SELECT id, year, keep FROM "Events";
                """, "phases: [ { name: A, keep-rows: { Events: keep, notes: keep } } ]");

        Ran ran = shop.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(shop.count("\"Events\"")).isEqualTo(6);
        assertThat(ran.removed("notes")).isEqualTo(24);
    }
}
