package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole resets whose plan goes another way than TRUNCATE or a bare DELETE. */
class StrategiesTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @TempDir
    Path folder;

    private Playground on(int major, String schema, String phases) {
        return new Playground(TestDatabases.of(major).create(schema), folder).suite("suite: shop\n" + phases);
    }

    private static String reason(Ran ran, String table) {
        return StreamSupport.stream(ran.record().get("plan").get("tables").spliterator(), false)
                .filter(entry -> entry.get("name").asString().equals(table))
                .map(entry -> entry.get("strategy").asString() + ": "
                        + entry.get("reason").asString())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aKeyWithoutAnIndexHasOneWhileTheResetRuns(int major) {
        Playground shop = on(major, """
                CREATE TABLE parents (id int PRIMARY KEY, keep boolean);
                CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents ON DELETE CASCADE);
                INSERT INTO parents SELECT g, g % 100 = 0 FROM generate_series(1, 5000) g;
                INSERT INTO children SELECT g, 1 + g % 5000 FROM generate_series(1, 20000) g;
                ANALYZE;
                """, "phases: [ { name: A, keep-rows: { parents: keep }, cascades: [children] } ]");

        Ran ran = shop.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(reason(ran, "parents")).contains("temporary index on children (parent)");
        assertThat(ran.removed("parents")).isEqualTo(4950);
        assertThat(ran.removed("children")).isEqualTo(19_800);
        assertThat(shop.number("SELECT count(*) FROM pg_indexes WHERE tablename = 'children'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void fewRowsOfALargeTableArePutAsideAndComeBackAsTheyWere(int major) {
        Playground shop = on(major, """
                CREATE TABLE events (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "the Text" text,
                  size int GENERATED ALWAYS AS (length("the Text")) STORED, boss int REFERENCES events, keep boolean);
                ALTER TABLE events ADD gone int;
                ALTER TABLE events DROP gone;
                CREATE INDEX ON events (boss);
                INSERT INTO events ("the Text", keep) SELECT 'text ' || g, g % 1000 = 0 FROM generate_series(1, 50000) g;
                UPDATE events SET boss = 1000 WHERE keep;
                ANALYZE;
                """, "phases: [ { name: A, keep-rows: { events: keep } } ]");

        Ran ran = shop.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(reason(ran, "events")).startsWith("survivors: ");
        assertThat(ran.removed("events")).isEqualTo(49_950);
        assertThat(shop.number("SELECT sum(id) FROM events")).isEqualTo(1_275_000);
        assertThat(shop.number("INSERT INTO events (\"the Text\") VALUES ('a') RETURNING id"))
                .isEqualTo(50_001);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aCircleIsBrokenAtItsNullableColumnInTheRowsThatGo(int major) {
        Playground shop = on(major, """
                CREATE TABLE teams (id int PRIMARY KEY, lead int, keep boolean);
                CREATE TABLE people (id int PRIMARY KEY, team int NOT NULL REFERENCES teams, keep boolean);
                INSERT INTO teams SELECT g, g, g < 3 FROM generate_series(1, 10) g;
                INSERT INTO people SELECT g, g, g < 3 FROM generate_series(1, 10) g;
                ALTER TABLE teams ADD FOREIGN KEY (lead) REFERENCES people;
                """, "phases: [ { name: A, keep-rows: { teams: keep, people: keep } } ]");

        Ran ran = shop.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(shop.number("SELECT sum(lead) FROM teams")).isEqualTo(3);
        assertThat(ran.removed("people") + ran.removed("teams")).isEqualTo(16);
    }

    private static final String UNINDEXED = """
            CREATE TABLE parents (id int PRIMARY KEY, keep boolean);
            CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents ON DELETE CASCADE) WITH (fillfactor = 40);
            INSERT INTO parents SELECT g, g % 100 = 0 FROM generate_series(1, 5000) g;
            INSERT INTO children SELECT g, 1 + g % 5000 FROM generate_series(1, 20000) g;
            ANALYZE;
            """;

    private Playground unindexed(int major) {
        return on(major, UNINDEXED, "phases: [ { name: A, keep-rows: { parents: keep }, cascades: [children] } ]");
    }

    /** The reason in the plan, and the notes of the run. */
    private static String deletes(Ran ran) {
        assertThat(ran.messages()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.removed("parents")).isEqualTo(4950);
        return reason(ran, "parents") + ran.record().get("notes");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aRoleThatOwnsNoTablePlansWithoutTemporaryIndexes(int major) {
        Playground shop = unindexed(major);
        TestDatabases.Role role = shop.database.role("");
        shop.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role.name() + "; GRANT pg_read_all_stats TO "
                + role.name());
        shop.environment.put("SHOP_URL", role.url());

        assertThat(deletes(shop.reset())).doesNotContain("temporary index");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aRoleThatMayMakeNoIndexInTheSchemaPlansWithoutAndIsToldWhatItWouldTake(int major) {
        Playground shop = unindexed(major);
        TestDatabases.Role role = shop.database.role("");
        shop.execute("REVOKE CREATE ON SCHEMA public FROM public; GRANT pg_read_all_stats TO " + role.name()
                + "; ALTER TABLE parents OWNER TO " + role.name() + "; ALTER TABLE children OWNER TO " + role.name());
        shop.environment.put("SHOP_URL", role.url());

        assertThat(deletes(shop.reset()))
                .contains("without an index on children (parent)", "CREATE on schema public")
                .doesNotContain("temporary index");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aRoleThatMayMakeNoTemporaryTableLeavesTheRowsThatStayInPlace(int major) {
        Playground shop =
                on(major, """
                CREATE TABLE events (id int PRIMARY KEY, keep boolean);
                INSERT INTO events SELECT g, g % 1000 = 0 FROM generate_series(1, 50000) g;
                ANALYZE;
                """, "restart-sequences: none\nphases: [ { name: A, keep-rows: { events: keep } } ]");
        TestDatabases.Role role = shop.database.role("");
        shop.execute("GRANT SELECT, INSERT, DELETE, TRUNCATE ON events TO " + role.name()
                + "; REVOKE TEMPORARY ON DATABASE " + shop.databaseName() + " FROM public");
        shop.environment.put("SHOP_URL", role.url());

        assertThat(Consulted.of(shop).of("worth knowing")).contains("temporary tables: ");
        Ran ran = shop.reset();

        assertThat(ran.messages()).isEmpty();
        assertThat(reason(ran, "events")).startsWith("delete: ").contains("GRANT TEMPORARY ON DATABASE");
        assertThat(ran.removed("events")).isEqualTo(49_950);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aTemporaryIndexThatPostgresDeclinesIsSaidSo(int major) {
        Playground shop = unindexed(major);
        try (PgSession old = shop.database.admin()) {
            // Somebody may still see the versions before the change, and the new index cannot tell them apart.
            old.begin(Isolation.REPEATABLE_READ, true);
            old.query("SELECT 1");
            shop.execute("UPDATE children SET parent = 1 + (parent + 1) % 5000 WHERE id % 4 = 0");

            assertThat(deletes(shop.reset())).contains("PostgreSQL declines the temporary index on children (parent)");
        }
    }
}
