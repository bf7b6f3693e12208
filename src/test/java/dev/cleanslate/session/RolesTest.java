package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a role lacks is said before anything runs, with the grant that mends it; what it has is enough. */
class RolesTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    private static final String TABLES = """
            CREATE TABLE kept (id int PRIMARY KEY, note text); INSERT INTO kept VALUES (1, 'x');
            CREATE TABLE a (id serial PRIMARY KEY, n int DEFAULT 1, k int REFERENCES kept); INSERT INTO a (k) VALUES (1), (1), (1);
            CREATE TABLE b (id int, n int); INSERT INTO b VALUES (1, 1);
            CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
            CREATE TRIGGER told AFTER DELETE ON a FOR EACH STATEMENT EXECUTE FUNCTION nothing();
            CREATE MATERIALIZED VIEW shown AS SELECT * FROM b;
            """;

    private static final String SUITE =
            """
            suite: shop
            protect: [kept]
            triggers: { disable: [told] }
            phases: [ { name: A, wipe: [a] }, { name: B, reset: { b: { n: 0 } } } ]
            """;

    private static final String MODEST =
            """
            suite: shop
            protect: [kept]
            ignore: [b]
            restart-sequences: none
            phases: [ { name: A, wipe: [a] } ]
            """;

    @TempDir
    Path folder;

    private Playground playground(int major) {
        return new Playground(TestDatabases.of(major).create(TABLES), folder).suite(SUITE);
    }

    /** The playground from here on runs as a new role, which gets these rights; {@code %s} is its name. */
    private static String as(Playground playground, String options, String... grants) {
        TestDatabases.Role role = playground.database.role(options);
        for (String grant : grants) {
            playground.execute(grant.formatted(role.name()));
        }
        playground.environment.put("SHOP_URL", role.url());
        return role.name();
    }

    private static void assertPasses(Playground playground) {
        Ran plan = playground.plan();
        assertThat(plan.messages()).isEmpty();
        Ran reset = playground.reset();
        assertThat(reset.messages()).isEmpty();
        assertThat(reset.exitCode()).isZero();
        assertThat(reset.removed("a")).isEqualTo(3);
        assertThat(playground.count("kept")).isEqualTo(1);
    }

    private static void assertRefused(Playground playground, String... words) {
        DatabaseState before = DatabaseState.of(playground.database);
        Ran plan = playground.plan();
        assertThat(plan.messages()).contains(words);
        assertThat(plan.exitCode()).isEqualTo(3);
        Ran reset = playground.reset();
        assertThat(reset.messages()).contains(words);
        assertThat(reset.exitCode()).isEqualTo(3);
        assertThat(DatabaseState.of(playground.database)).isEqualTo(before);
    }

    @Nested
    class ARoleThat {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void isSuperuserOrOwnsEverythingMayDoEverything(int major) {
            assertPasses(playground(major));
            Playground owned = playground(major);
            as(
                    owned,
                    "",
                    "ALTER TABLE kept OWNER TO %s",
                    "ALTER TABLE a OWNER TO %s",
                    "ALTER TABLE b OWNER TO %s",
                    "ALTER MATERIALIZED VIEW shown OWNER TO %s");
            assertPasses(owned);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void isMemberOfTheOwningRoleMayDoEverything(int major) {
            Playground playground = playground(major);
            as(
                    playground,
                    "",
                    "CREATE ROLE owner_of_%1$s",
                    "GRANT owner_of_%1$s TO %1$s",
                    "GRANT ALL ON SCHEMA public TO owner_of_%1$s",
                    "ALTER TABLE kept OWNER TO owner_of_%1$s",
                    "ALTER TABLE a OWNER TO owner_of_%1$s",
                    "ALTER TABLE b OWNER TO owner_of_%1$s",
                    "ALTER MATERIALIZED VIEW shown OWNER TO owner_of_%1$s");
            assertPasses(playground);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void ownsAPartitionedTableMaySwitchItsTriggers(int major) {
            Playground playground = playground(major);
            playground.execute("DROP MATERIALIZED VIEW shown; CREATE TABLE p (id int) PARTITION BY LIST (id);"
                    + "CREATE TABLE p1 PARTITION OF p DEFAULT; INSERT INTO p VALUES (1), (2);"
                    + "CREATE TRIGGER told_p AFTER DELETE ON p FOR EACH ROW EXECUTE FUNCTION nothing();");
            as(playground, "", "ALTER TABLE p OWNER TO %s", "ALTER TABLE p1 OWNER TO %s");
            playground.suite("suite: shop\nignore: [a, b, kept]\ntriggers: { disable: [told_p] }\n"
                    + "phases: [ { name: P, wipe: [p] } ]");
            DatabaseState before = DatabaseState.of(playground.database);

            Ran reset = playground.reset();

            assertThat(reset.messages()).isEmpty();
            assertThat(reset.removed("p")).isEqualTo(2);
            assertThat(DatabaseState.of(playground.database).others()).isEqualTo(before.others());
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void mayOnlyChangeRowsIsToldAllThatItLacksAtOnce(int major) {
            Playground playground = playground(major);
            String role =
                    as(playground, "", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %s");
            assertRefused(
                    playground,
                    "triggers disables \"told\", which only the owner of \"a\" may do, and role " + role + " is not",
                    "restarts \"a_id_seq\", which only its owner may do",
                    "the materialized view \"shown\"");
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void mayOnlyChangeRowsCanDoWhatTakesNoMore(int major) {
            Playground playground = playground(major).suite(MODEST);
            as(playground, "", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT ON kept TO %s");
            assertPasses(playground);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void mayNotTruncateDeletesFromALargeTable(int major) {
            Playground playground = playground(major).suite(MODEST);
            playground.execute("DROP TRIGGER told ON a; INSERT INTO a SELECT FROM generate_series(1, 20000); ANALYZE;");
            as(playground, "", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT ON kept TO %s");

            Ran reset = playground.reset();

            assertThat(reset.messages()).isEmpty();
            assertThat(reset.removed("a")).isEqualTo(20003);
        }
    }

    @Nested
    class Rights {

        @ParameterizedTest(name = "without {1} on {0}")
        @CsvSource(delimiter = '|', textBlock = """
                14 | DELETE on a    | GRANT DELETE ON "public"."a"
                18 | DELETE on a    | GRANT DELETE ON "public"."a"
                14 | SELECT on a    | GRANT SELECT ON "public"."a"
                18 | SELECT on a    | GRANT SELECT ON "public"."a"
                14 | SELECT on kept | GRANT SELECT ON "public"."kept"
                18 | SELECT on kept | GRANT SELECT ON "public"."kept"
                """)
        void thatAreMissingAreNamedWithTheirGrant(int major, String missing, String words) {
            Playground playground = playground(major).suite(MODEST);
            as(
                    playground,
                    "",
                    "GRANT SELECT, DELETE ON a TO %s",
                    "GRANT SELECT ON kept TO %s",
                    "REVOKE " + missing + " FROM %s");
            assertRefused(playground, words);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void toSingleColumnsAreNoRightsToTheTable(int major) {
            Playground playground = playground(major).suite(MODEST);
            as(playground, "", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT (id, note) ON kept TO %s");
            assertRefused(playground, "protect lists \"kept\", but role", "GRANT SELECT ON \"public\".\"kept\"");
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void toASchemaAreNeededToo(int major) {
            Playground playground = playground(major).suite(MODEST.replace("ignore: [b]", "ignore: [b, hidden]"));
            playground.execute(
                    "CREATE SCHEMA far; CREATE TABLE far.hidden (id int); INSERT INTO far.hidden VALUES (1)");
            as(
                    playground,
                    "",
                    "GRANT SELECT, DELETE ON a TO %s",
                    "GRANT SELECT ON kept TO %s",
                    "GRANT ALL ON far.hidden TO %s");
            assertPasses(playground);
            playground.suite(MODEST.replace("protect: [kept]", "protect: [kept, hidden]"));
            assertRefused(playground, "protect lists \"hidden\", but role", "GRANT USAGE ON SCHEMA \"far\"");
        }
    }

    @Nested
    class RowLevelSecurity {

        private Playground secured(int major, String forced) {
            Playground playground = playground(major).suite(MODEST);
            playground.execute(
                    "ALTER TABLE a ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON a USING (id > 1);" + forced);
            return playground;
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatHidesRowsIsRefused(int major) {
            Playground playground = secured(major, "");
            as(playground, "", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT ON kept TO %s");
            assertRefused(playground, "row-level security hides rows of it from role", "BYPASSRLS");
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatIsForcedBlindsTheOwnerToo(int major) {
            Playground playground = secured(major, "ALTER TABLE a FORCE ROW LEVEL SECURITY");
            as(playground, "", "ALTER TABLE a OWNER TO %s", "GRANT SELECT, REFERENCES ON kept TO %s");
            assertRefused(playground, "row-level security hides rows of it from role");
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void blindsNeitherTheOwnerNorWhoMayBypassItNorASuperuser(int major) {
            Playground owned = secured(major, "");
            as(owned, "", "ALTER TABLE a OWNER TO %s", "GRANT SELECT, REFERENCES ON kept TO %s");
            assertPasses(owned);
            Playground bypassed = secured(major, "ALTER TABLE a FORCE ROW LEVEL SECURITY");
            as(bypassed, "BYPASSRLS", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT ON kept TO %s");
            assertPasses(bypassed);
            assertPasses(secured(major, "ALTER TABLE a FORCE ROW LEVEL SECURITY"));
        }
    }

    @Nested
    class WithoutSeeingOtherSessions {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aLimitOfConnectionsCountsThemAllTheSame(int major) {
            Playground playground = playground(major).suite(MODEST).target(", max-connections: 0");
            as(playground, "", "GRANT SELECT, DELETE ON a TO %s", "GRANT SELECT ON kept TO %s");
            try (PgSession other = playground.database.admin()) {
                assertThat(playground.reset().messages())
                        .contains("max-connections", String.valueOf(other.backendPid()));
                assertThat(playground.count("a")).isEqualTo(3);
            }
        }
    }
}
