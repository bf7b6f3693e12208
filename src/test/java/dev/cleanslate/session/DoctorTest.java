package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor names what will prevent a reset; pasted as it stands, what he prescribes lets the reset pass. */
class DoctorTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";
    private static final String SUITE = """
            suite: shop
            protect: [kept]
            triggers: { disable: [told] }
            phases: [ { name: A, wipe: [a] }, { name: B, reset: { b: { n: 0 } } } ]
            """;

    @TempDir
    Path folder;

    private Playground playground(int major) {
        return new Playground(TestDatabases.of(major).create(RolesTest.TABLES), folder).suite(SUITE);
    }

    /** Tables that belong to a plain role, as on a managed server. */
    private Playground owned(int major) {
        Playground playground = playground(major);
        String owner = playground.database.role("").name();
        for (String each : List.of("TABLE kept", "TABLE a", "TABLE b", "MATERIALIZED VIEW shown")) {
            playground.execute("ALTER " + each + " OWNER TO " + owner);
        }
        playground.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + owner);
        return playground;
    }

    /** As a superuser would at a prompt, one line after the other. */
    private static void paste(Playground playground, Consulted ill) {
        try (PgSession prompt = playground.database.admin()) {
            ill.mends().stream()
                    .filter(line -> !line.startsWith("--"))
                    .map(line -> line.replaceFirst(";  --.*", ";"))
                    .forEach(prompt::execute);
        }
    }

    private static void assertMends(Playground playground) {
        DatabaseState before = DatabaseState.of(playground.database);
        Consulted ill = Consulted.of(playground);
        assertThat(DatabaseState.of(playground.database)).isEqualTo(before);
        assertThat(ill.exitCode()).as(ill.err()).isEqualTo(3);
        paste(playground, ill);
        Consulted well = Consulted.of(playground);
        assertThat(well.prevents()).as(ill.err()).isEmpty();
        assertThat(well.exitCode()).isZero();
        assertThat(well.of("could not be seen")).isEmpty();
        assertThat(well.err()).contains("Nothing prevents a reset.");
        RolesTest.assertPasses(playground);
    }

    @Nested
    class ARole {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatIsSuperuserOrOwnerIsPreventedByNothing(int major) {
            Consulted superuser = Consulted.of(playground(major));
            assertThat(superuser.exitCode()).as(superuser.err()).isZero();
            Playground owned = owned(major);
            owned.environment.put("SHOP_URL", owned.database.role("").url());
            String role = DatabaseUrl.parse(owned.environment.get("SHOP_URL"), Map.of())
                    .user();
            for (String each : List.of("TABLE kept", "TABLE a", "TABLE b", "MATERIALIZED VIEW shown")) {
                owned.execute("ALTER " + each + " OWNER TO " + role);
            }
            Consulted owner = Consulted.of(owned);
            assertThat(owner.prevents()).isEmpty();
            assertThat(owner.exitCode()).isZero();
            assertThat(owner.of("could not be seen")).contains("sight of sessions");
            assertThat(owner.err()).contains("Nothing that can be seen prevents a reset.");
            RolesTest.assertPasses(owned);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatMayOnlyChangeRowsIsMendedByWhatIsPrinted(int major) {
            Playground superusers = playground(major);
            RolesTest.as(superusers, "", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %s");
            assertMends(superusers);
            Playground owned = owned(major);
            RolesTest.as(owned, "", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %s");
            assertMends(owned);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatMayDoNothingIsMendedByWhatIsPrinted(int major) {
            Playground playground = playground(major);
            RolesTest.as(playground, "");
            playground.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
            assertMends(playground);
            Playground owned = owned(major);
            RolesTest.as(owned, "NOINHERIT");
            assertMends(owned);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatNeedsNoMoreThanRowsIsGivenNoMore(int major) {
            Playground playground = playground(major).suite(RolesTest.MODEST);
            String role = RolesTest.as(playground, "");
            Consulted ill = Consulted.of(playground);
            assertThat(ill.mends())
                    .contains("GRANT SELECT ON \"public\".\"kept\" TO \"" + role + "\";")
                    .contains("GRANT SELECT, DELETE ON \"public\".\"a\" TO \"" + role + "\";")
                    .noneMatch(mend -> mend.contains("OWNER TO"));
            assertMends(playground);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void thatIsBlindedByPoliciesIsMended(int major) {
            for (String forced : List.of("", "ALTER TABLE a FORCE ROW LEVEL SECURITY")) {
                Playground owned = owned(major);
                owned.execute("ALTER TABLE a ENABLE ROW LEVEL SECURITY");
                if (!forced.isEmpty()) {
                    owned.execute(forced);
                }
                RolesTest.as(owned, "", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %s");
                assertThat(Consulted.of(owned).prevents()).contains("row-level security hides some");
                assertMends(owned);
            }
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void whoseConnectionsAreFewOrWhosePasswordEndsIsTold(int major) {
            Playground playground = playground(major);
            String role = RolesTest.as(playground, "SUPERUSER CONNECTION LIMIT 1 VALID UNTIL '2099-01-01'");
            assertThat(Consulted.of(playground).exitCode()).isZero();
            playground.execute("ALTER ROLE " + role + " NOSUPERUSER VALID UNTIL '"
                    + java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(3) + "'");
            Consulted told = Consulted.of(playground);
            assertThat(told.prevents()).contains("connections: 0 of 60");
            assertThat(told.of("worth knowing")).contains("password: it is valid until");
        }
    }

    @Nested
    class AServer {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void whoseSettingsPreventAResetIsMended(int major) {
            Playground playground = playground(major);
            playground.execute("ALTER DATABASE " + playground.databaseName() + " SET track_counts = off");
            playground.execute("ALTER DATABASE " + playground.databaseName() + " SET statement_timeout = '1s'");
            playground.execute(
                    "ALTER DATABASE " + playground.databaseName() + " SET default_transaction_read_only = on");
            Consulted ill = Consulted.of(playground);
            assertThat(ill.prevents())
                    .contains("writable: ", "track_counts: off")
                    .doesNotContain("plan of");
            assertThat(ill.of("ok")).contains("statement_timeout = 1000ms");
            paste(playground, ill);
            assertThat(Consulted.of(playground).exitCode()).isZero();
            RolesTest.assertPasses(playground);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void whoseOtherSessionsWillBeInTheWayIsTold(int major) {
            Playground playground = playground(major).target(", max-connections: 0, require-tls: true");
            String gid = "left behind " + playground.databaseName();
            try (PgSession other = playground.database.admin()) {
                other.begin(Isolation.READ_COMMITTED, false);
                other.execute("DELETE FROM a WHERE id = 1");
                other.execute("PREPARE TRANSACTION '" + gid + "'");
                Consulted ill = Consulted.of(playground);
                assertThat(ill.prevents()).contains("\"" + gid + "\" holds locks on a", "TLS: not in use");
                assertThat(ill.of("worth knowing")).contains("allows 0 (max-connections): test (postgres, pid");
                assertThat(ill.mends()).anyMatch(mend -> mend.startsWith("ROLLBACK PREPARED '" + gid + "';"));
            }
            playground.execute("ROLLBACK PREPARED '" + gid + "'");
        }

        @ParameterizedTest
        @CsvSource({
            "14, rds_superuser, Amazon RDS, master user",
            "18, rds_superuser, Amazon RDS, parameter group",
            "18, cloudsqlsuperuser, Google Cloud SQL, flags of the instance",
            "18, supabase_admin, Supabase, 6543",
            "18, neon_superuser, Neon, branch",
            "18, azure_pg_admin, Azure, server parameters"
        })
        void isKnownByTheRolesOfItsProvider(int major, String role, String provider, String words) {
            Playground playground = playground(major);
            assertThat(Consulted.of(playground).of("ok")).contains("provider: no sign");
            playground.execute("CREATE ROLE " + role);
            try {
                assertThat(Consulted.of(playground).of("worth knowing"))
                        .contains("provider: this is " + provider, words);
            } finally {
                playground.execute("DROP ROLE " + role);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "rds.extensions, Amazon RDS",
            "cloudsql.iam_authentication, Google Cloud SQL",
            "neon.timeline_id, Neon"
        })
        void isKnownByTheSettingsOfItsProvider(String setting, String provider) {
            Playground playground = playground(TestDatabases.NEWEST);
            playground.execute("ALTER DATABASE " + playground.databaseName() + " SET " + setting + " = 'x'");
            assertThat(Consulted.of(playground).of("worth knowing")).contains("provider: this is " + provider);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                (postgres:)[^@]*@      | $1wrong@          | password authentication failed | the password
                /[^/]*$                | /nowhere          | does not exist                  | name in the URL
                :[0-9]+/               | :1/               | refused                         | firewall
                $                      | ?sslmode=require  | SSL                             | sslrootcert
                """)
        void thatCannotBeReachedSaysWhyAndWhatMendsIt(String part, String other, String said, String mend) {
            Playground playground = playground(TestDatabases.NEWEST);
            playground.environment.compute(
                    "SHOP_URL", (name, url) -> String.valueOf(url).replaceFirst(part, other));
            Consulted unreachable = Consulted.of(playground);
            assertThat(unreachable.exitCode()).as(unreachable.err()).isEqualTo(4);
            assertThat(unreachable.prevents()).contains(said).doesNotContain("wrong@");
            assertThat(unreachable.mends()).anyMatch(line -> line.contains(mend));
        }
    }

    @Nested
    class WithoutASuite {

        @Test
        void serverAndRoleAreLookedAtAllTheSame() {
            Playground playground = playground(TestDatabases.NEWEST);
            Consulted bare = Consulted.url(playground, playground.database.url(), List.of());
            assertThat(bare.exitCode()).isZero();
            assertThat(bare.of("could not be seen")).contains("suite: none is named");
            assertThat(bare.of("ok")).contains("server version", "role: postgres, a superuser");
        }

        @Test
        void thatCanBeReadTheRestIsToldAndTheExitCodeIsThatOfWrongUsage() {
            Playground playground = playground(TestDatabases.NEWEST).suite("suite: shop\nwype: [a]\n");
            Consulted bare = Consulted.of(playground);
            assertThat(bare.exitCode()).isEqualTo(2);
            assertThat(bare.of("could not be seen")).contains("suite: ", "wype");
            assertThat(bare.of("ok")).contains("server version");
        }

        @Test
        void oneThatDoesNotFitIsRefusedWithThePlansOwnWords() {
            Playground playground = playground(TestDatabases.NEWEST).suite(SUITE.replace("protect: [kept]\n", ""));
            Consulted misfit = Consulted.of(playground);
            assertThat(misfit.prevents()).contains("plan of shop: ", "says nothing of \"kept\"");
            assertThat(misfit.exitCode()).isEqualTo(3);
        }

        @Test
        void whoseVariablesAreNotThereIsToldOfEachOnce() {
            Playground playground = playground(TestDatabases.NEWEST).suite(SUITE + """
                    hooks: { announce: [ { name: Tell, post: "env:CHAT_URL" } ] }
                    smoke:
                      - { name: Up, http: { url: "env:APP_URL/" } }
                      - { name: Empty, http: { url: "env:APP_URL/a" } }
                    """);
            Consulted poor = Consulted.of(playground);
            assertThat(poor.prevents())
                    .as(poor.err())
                    .containsOnlyOnce("APP_URL, as 1 other place does, and it is not set")
                    .contains("hook \"Tell\" at announce: the address asks for the variable CHAT_URL");
            assertThat(poor.mends()).anyMatch(line -> line.startsWith("export APP_URL="));
            assertThat(poor.exitCode()).isEqualTo(3);
            assertThat(playground.reset().messages())
                    .containsOnlyOnce("APP_URL, as 1 other place does, and it is not set")
                    .contains("Nothing was run.");
        }
    }
}
