package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Tripwire.Mode;
import dev.cleanslate.session.TripwireWish.Act;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command {@code tripwire}: what it prints, what it does on the opt-in, and that nothing of it stays. */
class TripwireTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";
    private static final String DEMO = "INSERT INTO users (email) VALUES ('user1@example.com')";
    private static final String REAL = "INSERT INTO users (email) VALUES ('anna.rossi@firma.de')";

    @TempDir
    Path folder;

    private Playground shop(int major) {
        return Playground.shop(major, folder);
    }

    private static Playground armed(Playground playground, Mode mode, String... skip) {
        Spoken done = Tripped.done(playground, Tripped.wish(mode, skip));
        assertThat(done.exitCode()).as(done.err()).isZero();
        return playground;
    }

    @Nested
    class Prints {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void aScriptThatArmsItAndChangesNothing(int major) {
            Playground shop = shop(major);
            DatabaseState before = DatabaseState.of(shop.database);

            Spoken printed = Tripped.printed(shop, Tripped.wish(Mode.REFUSE));

            assertThat(printed.exitCode()).as(printed.err()).isZero();
            assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
            assertThat(Tripped.said(shop, DEMO)).isEqualTo("passed");
            assertThat(printed.out())
                    .contains("-- Now: no tripwire is armed.")
                    .contains("--   users: email (e-mail address); 40 rows there match (demo-email 40")
                    .contains("Add --execute " + shop.databaseName() + " to arm it");

            shop.execute(printed.out());

            assertThat(Tripped.said(shop, DEMO)).contains("users.email", "demo-email");
            assertThat(Tripped.said(shop, REAL)).isEqualTo("passed");
        }

        @Test
        void theRemovalToo() {
            Playground shop = armed(shop(TestDatabases.NEWEST), Mode.LOG);
            String printed = Tripped.printed(shop, Tripped.wish(Act.REMOVE)).out();
            assertThat(Tripped.printed(shop, Tripped.wish(Act.STATUS)).exitCode())
                    .isZero();

            shop.execute(printed);

            assertThat(shop.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'cleanslate'"))
                    .isZero();
        }

        @Test
        void aNameWithALineBreakWithoutLeavingItsComment() {
            Playground odd = new Playground(
                    TestDatabases.of(TestDatabases.NEWEST)
                            .create("CREATE TABLE \"x\nDROP TABLE y;--\" (email text); CREATE TABLE y (id int)"),
                    folder);
            odd.execute(Tripped.printed(odd, Tripped.wish(Mode.REFUSE)).out());

            assertThat(odd.count("y")).isZero();
            assertThat(Tripped.said(odd, "INSERT INTO \"x\nDROP TABLE y;--\" VALUES ('a@shop.test')"))
                    .contains("demo-email");
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void theSeedAndLetsPeopleIn(int major) {
            Playground shop = armed(shop(major), Mode.REFUSE);
            SqlFailure refusal = Tripped.of(shop, DEMO).orElseThrow();

            assertThat(refusal.sqlState()).isEqualTo("23514");
            assertThat(refusal.serverMessage())
                    .contains("public.users.email is given demo or test data (demo-email)", shop.databaseName());
            assertThat(refusal.detail().orElse("")).contains("u***@e***.com").doesNotContain("user1");
            assertThat(refusal.hint().orElse(""))
                    .contains("tripwire --target test --remove --execute " + shop.databaseName());
            assertThat(refusal.column()).contains("email");
            assertThat(refusal.constraint()).contains("cleanslate_tripwire");
            assertThat(Tripped.said(shop, REAL)).isEqualTo("passed");
            assertThat(Tripped.said(shop, "INSERT INTO users (email) VALUES (NULL)"))
                    .isEqualTo("passed");
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void whatIsChangedIntoDemoDataAndNotWhatWasSoBefore(int major) {
            Playground shop = armed(shop(major), Mode.REFUSE);

            assertThat(Tripped.said(shop, "UPDATE users SET balance = 0")).isEqualTo("passed");
            assertThat(Tripped.said(shop, "UPDATE users SET email = email, balance = 1"))
                    .isEqualTo("passed");
            assertThat(Tripped.said(shop, "UPDATE users SET email = 'new-' || email WHERE id = 1"))
                    .contains("demo-email");
            assertThat(Tripped.said(shop, REAL + " ON CONFLICT (id) DO NOTHING"))
                    .isEqualTo("passed");
            assertThat(
                            Tripped.said(
                                    shop,
                                    "INSERT INTO users (id, email) VALUES (1, 'a@firma.de') ON CONFLICT (id) DO UPDATE SET email = 'z@shop.test'"))
                    .contains("demo-email");
            assertThat(Tripped.said(
                            shop,
                            "INSERT INTO users (id, email) VALUES (1, 'z@shop.test') ON CONFLICT (id) DO NOTHING"))
                    .as("nothing would be stored")
                    .isEqualTo("passed");
        }

        @Test
        void whatIsSwitchedOffByDetectorOrColumnNoLonger() {
            Playground shop = shop(TestDatabases.NEWEST);
            Spoken done = Tripped.done(
                    shop,
                    new TripwireWish(
                            Act.ARM, Mode.REFUSE, Set.of("disposable-email"), Set.of("demo-email"), List.of()));
            assertThat(done.exitCode()).as(done.err()).isZero();

            assertThat(Tripped.said(shop, "INSERT INTO users (email) VALUES ('anna@shop.test')"))
                    .isEqualTo("passed");
            assertThat(Tripped.said(shop, "INSERT INTO users (email) VALUES ('anna@mailinator.com')"))
                    .contains("disposable-email");
            assertThat(Tripped.printed(
                                    shop,
                                    new TripwireWish(Act.ARM, Mode.REFUSE, Set.of("same-second"), Set.of(), List.of()))
                            .err())
                    .contains("has no detector same-second", "It can ask demo-email");
            assertThat(Tripped.printed(shop, Tripped.wish(Mode.REFUSE, "user.email"))
                            .err())
                    .contains("--skip user.email: there is no such table or column");
            assertThat(Tripped.printed(shop, Tripped.wish(Mode.REFUSE, "users.email", "products"))
                            .exitCode())
                    .as("nothing to watch is left")
                    .isEqualTo(3);
        }

        @Test
        void whatASuiteCorrectsOrHasOffAsTheScanDoes() {
            Playground shop = shop(TestDatabases.NEWEST)
                    .suite(
                            Playground.SUITE
                                    + "scan: { off: [placeholder-email, same-second], columns: { audit: { what: person-name } } }\n");
            Spoken done = Tripped.done(shop, Tripped.wish(Mode.REFUSE));
            assertThat(done.exitCode()).as(done.err()).isZero();

            assertThat(Tripped.said(shop, "INSERT INTO users (email) VALUES ('anna@test.com')"))
                    .isEqualTo("passed");
            assertThat(Tripped.said(shop, "INSERT INTO audit (what) VALUES ('John Doe')"))
                    .contains("audit.what", "demo-person");
            assertThat(Tripped.said(shop, DEMO)).contains("demo-email");
        }
    }

    @Nested
    class Logs {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void whoPutWhatWhereAndLetsItIn(int major) {
            Playground shop = armed(shop(major), Mode.LOG);

            assertThat(Tripped.said(shop, DEMO)).isEqualTo("passed");
            assertThat(Tripped.said(shop, REAL)).isEqualTo("passed");

            assertThat(
                            shop.number(
                                    "SELECT count(*) FROM cleanslate.tripwire_log WHERE table_name = 'public.users'"
                                            + " AND column_name = 'email' AND detector = 'demo-email' AND masked_value = 'u***@e***.com'"
                                            + " AND row_key = '{\"id\": 41}' AND application_name = 'seeding' AND operation = 'INSERT'"))
                    .isEqualTo(1);
            assertThat(shop.count("cleanslate.tripwire_log")).isEqualTo(1);
            assertThat(Tripped.printed(shop, Tripped.wish(Act.STATUS)).out())
                    .contains("mode log, armed", "users (email)", ": 1 value, the last at");
            assertThat(Tripped.printed(shop, Tripped.wish(Act.REMOVE)).out())
                    .contains("Its log goes with it (1 so far)");
        }

        @Test
        void andKeepsItsLogWhenItRefusesFromNowOn() {
            Playground shop = armed(shop(TestDatabases.NEWEST), Mode.LOG);
            shop.execute(DEMO);
            armed(shop, Mode.REFUSE);

            assertThat(Tripped.said(shop, DEMO)).contains("demo-email");
            assertThat(shop.count("cleanslate.tripwire_log")).isEqualTo(1);
        }
    }

    @Nested
    class IsExecuted {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void onTheRightNameOnly(int major) {
            Playground shop = shop(major).target(", confirm-as: shop-prod");
            DatabaseState before = DatabaseState.of(shop.database);

            Spoken wrong = Tripped.done(shop, Tripped.wish(Mode.REFUSE));

            assertThat(wrong.exitCode()).isEqualTo(3);
            assertThat(wrong.err()).contains("is confirmed as \"shop-prod\"", "Nothing was changed");
            assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
            assertThat(Tripped.run(shop, Tripped.wish(Mode.REFUSE), Optional.of("shop-prod"))
                            .exitCode())
                    .isZero();
        }

        @Test
        void notOnAMarkedDatabaseByABareUrl() {
            Playground shop = shop(TestDatabases.NEWEST);
            assertThat(Consulted.mark(shop, shop.databaseName()).exitCode()).isZero();
            Invocation bare = shop.ofUrl(shop.database.url(), List.of(), new Invocation.Output(false, false, false));
            Invocation executed = new Invocation(
                    bare.command(),
                    bare.target(),
                    bare.url(),
                    bare.suites(),
                    bare.suitesFolder(),
                    bare.reports(),
                    Optional.of(shop.databaseName()),
                    true,
                    bare.scale(),
                    bare.output(),
                    bare.environment());

            Spoken refused = Spoken.by(() -> Tripwiring.run(executed, Tripped.wish(Mode.REFUSE)));

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("carries an identity marker");
        }

        @Test
        void notOnACopyOfTheTarget() {
            Playground shop = shop(TestDatabases.NEWEST);
            assertThat(Consulted.mark(shop, shop.databaseName()).exitCode()).isZero();
            TestDatabases.Database copy = TestDatabases.of(TestDatabases.NEWEST).copy(shop.database);
            shop.environment.put("SHOP_URL", copy.url());

            Spoken refused = Tripped.run(shop, Tripped.wish(Mode.REFUSE), Optional.of(copy.name()));

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("is a restored, cloned or renamed copy", "Nothing was changed");
            assertThat(Tripped.run(shop, Tripped.wish(Mode.REFUSE), Optional.empty())
                            .exitCode())
                    .as("looking is free")
                    .isZero();
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void andLeavesNothingWhenItIsRemovedButTheMarker(int major) {
            Playground shop = shop(major);
            DatabaseState unmarked = DatabaseState.of(shop.database);
            armed(shop, Mode.LOG);
            assertThat(Tripped.done(shop, Tripped.wish(Act.REMOVE)).exitCode()).isZero();
            assertThat(DatabaseState.of(shop.database)).isEqualTo(unmarked);
            assertThat(shop.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'cleanslate'"))
                    .isZero();

            assertThat(Consulted.mark(shop, shop.databaseName()).exitCode()).isZero();
            DatabaseState before = DatabaseState.of(shop.database);
            armed(armed(shop, Mode.LOG), Mode.REFUSE);
            assertThat(Consulted.mark(shop, shop.databaseName()).err()).contains("Already marked");
            Spoken removed = Tripped.done(shop, Tripped.wish(Act.REMOVE));
            assertThat(removed.out()).contains("-- Removed: nothing of the tripwire is left.");
            assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
            assertThat(shop.number("SELECT count(*) FROM pg_proc WHERE pronamespace = 'cleanslate'::regnamespace"))
                    .isZero();

            Spoken again = Tripped.done(shop, Tripped.wish(Act.REMOVE));
            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).contains("Nothing to remove");
            assertThat(Tripped.printed(shop, Tripped.wish(Act.STATUS)).exitCode())
                    .isEqualTo(1);
        }

        @Test
        void andSaysWhereItIsSwitchedOff() {
            Playground shop = armed(shop(TestDatabases.NEWEST), Mode.REFUSE);
            shop.execute("ALTER TABLE users DISABLE TRIGGER ALL; CREATE TABLE staff (id int, email text)");

            Spoken status = Tripped.printed(shop, Tripped.wish(Act.STATUS));

            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.out())
                    .contains("users (email): SWITCHED OFF there (ALTER TABLE \"public\".\"users\" ENABLE TRIGGER"
                            + " \"cleanslate_tripwire\")");
            assertThat(Tripped.printed(shop, Tripped.wish(Mode.REFUSE)).out())
                    .contains("Not watched as it is armed now: staff.email");
        }
    }

    @Nested
    class Fails {

        @ParameterizedTest
        @MethodSource(MAJORS)
        void namingWhoHoldsATableAndArmsNothing(int major) {
            Playground shop = shop(major);
            DatabaseState before = DatabaseState.of(shop.database);
            try (PgSession other = shop.database.admin()) {
                other.begin(Isolation.READ_COMMITTED, false);
                other.script(
                        "SET LOCAL application_name = 'nightly import'; UPDATE users SET balance = 7 WHERE id = 1");

                Spoken late = Tripped.done(shop, Tripped.wish(Mode.REFUSE));

                assertThat(late.exitCode()).isEqualTo(4);
                assertThat(late.err()).contains("nightly import", "RowExclusiveLock on users", "Nothing was changed");
            }
            assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource(MAJORS)
        void namingEveryTableThatTheRoleMayNotTouchAndArmsNone(int major) {
            Playground shop = shop(major);
            TestDatabases.Role role = shop.database.role("");
            shop.execute("CREATE TABLE staff (id int PRIMARY KEY, email text); CREATE TABLE \"Odd One\" (email text);"
                    + " ALTER TABLE staff OWNER TO " + role.name() + "; GRANT SELECT ON users TO " + role.name());
            shop.environment.put("SHOP_URL", role.url());

            Spoken refused = Tripped.done(shop, Tripped.wish(Mode.REFUSE));

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err())
                    .contains("may not create the schema cleanslate: GRANT CREATE ON DATABASE")
                    .contains("GRANT TRIGGER ON \"public\".\"users\" TO \"" + role.name() + "\"")
                    .contains("GRANT TRIGGER ON \"public\".\"Odd One\"")
                    .doesNotContain("staff");
            shop.execute("GRANT CREATE ON DATABASE " + shop.databaseName() + " TO " + role.name());
            armed(shop, Mode.REFUSE, "users", "Odd One", "products");
            assertThat(Tripped.said(shop, "INSERT INTO staff VALUES (1, 'a@shop.test')"))
                    .contains("staff.email");
            assertThat(Tripped.said(shop, DEMO)).isEqualTo("passed");
            assertThat(Tripped.done(shop, Tripped.wish(Act.REMOVE)).exitCode()).isZero();
        }

        @Test
        void whereTheRoleMayNotLookIntoItsSchemaAndLeavesTheTripwireOfAnotherRole() {
            Playground shop = armed(shop(TestDatabases.NEWEST), Mode.LOG);
            TestDatabases.Role role = shop.database.role("");
            shop.environment.put("SHOP_URL", role.url());

            Spoken status = Tripped.printed(shop, Tripped.wish(Act.STATUS));
            Spoken removed = Tripped.done(shop, Tripped.wish(Act.REMOVE));

            assertThat(status.err()).isEmpty();
            assertThat(status.exitCode()).isZero();
            assertThat(status.out()).contains("users (email)", "this role may not read it");
            assertThat(removed.exitCode()).isEqualTo(3);
            assertThat(removed.err()).contains("belongs to role", "only that role may remove it");
            assertThat(Tripped.of(shop.database.url(), DEMO)).isEmpty();
        }
    }
}
