package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.scan.Tripwire.Mode;
import dev.cleanslate.session.TripwireWish.Act;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables and sessions that hurt: what a tripwire sees there, and that it is in nobody's way. */
class TripwireTablesTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";
    private static final String USERS = "CREATE TABLE users (id int PRIMARY KEY, email text, login varchar(40));";

    @TempDir
    Path folder;

    private Playground armed(int major, Mode mode, String... scripts) {
        Playground playground = new Playground(TestDatabases.of(major).create(scripts), folder);
        Spoken done = Tripped.done(playground, Tripped.wish(mode));
        assertThat(done.exitCode()).as(done.err()).isZero();
        return playground;
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void partitionsAreWatchedAlsoThoseToCome(int major) {
        Playground db = armed(major, Mode.REFUSE, """
                CREATE TABLE people (id int, email text, at date) PARTITION BY RANGE (at);
                CREATE TABLE people_1 PARTITION OF people FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (id);
                CREATE TABLE people_11 PARTITION OF people_1 FOR VALUES IN (1, 2);""");
        db.execute("CREATE TABLE people_2 PARTITION OF people FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');"
                + "CREATE TABLE old (id int, email text, at date);"
                + "ALTER TABLE people ATTACH PARTITION old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')");

        for (String at : new String[] {"2024-02-02", "2025-02-02", "2020-02-02"}) {
            assertThat(Tripped.said(db, "INSERT INTO people VALUES (1, 'a@shop.test', '" + at + "')"))
                    .contains("demo-email");
            assertThat(Tripped.said(db, "INSERT INTO people VALUES (1, 'a@firma.de', '" + at + "')"))
                    .isEqualTo("passed");
        }
        assertThat(Tripped.said(db, "INSERT INTO people_11 VALUES (1, 'a@shop.test', '2024-02-02')"))
                .contains("people_11.email");
        assertThat(Tripped.printed(db, Tripped.wish(Act.STATUS)).out())
                .contains("across 1 table:", "  people (email)")
                .doesNotContain("people_11");
        assertThat(Tripped.done(db, Tripped.wish(Act.REMOVE)).exitCode()).isZero();
        assertThat(db.number("SELECT count(*) FROM pg_trigger")).isZero();
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void heirsQuotedNamesPaddedAndComputedColumnsAre(int major) {
        Playground db = armed(major, Mode.REFUSE, """
                CREATE TABLE parent (id int, email text);
                CREATE TABLE heir (phone text) INHERITS (parent);
                CREATE SCHEMA "Od""d";
                CREATE TABLE "Od""d"."Us'er %s" ("Pri""mary" int PRIMARY KEY, "E-Mail" text, "full Name" char(40));
                CREATE TABLE joined (first_name text, last_name text, email varchar(80),
                  full_name text GENERATED ALWAYS AS (first_name || ' ' || last_name) STORED);
                CREATE UNLOGGED TABLE loose (email text)""");

        assertThat(Tripped.said(db, "INSERT INTO heir VALUES (1, 'a@shop.test')"))
                .contains("heir.email");
        assertThat(Tripped.said(db, "INSERT INTO parent VALUES (1, 'a@shop.test')"))
                .contains("parent.email");
        assertThat(Tripped.said(db, "INSERT INTO \"Od\"\"d\".\"Us'er %s\" VALUES (1, 'a@shop.test', 'Ann')"))
                .contains("E-Mail");
        assertThat(Tripped.said(db, "INSERT INTO \"Od\"\"d\".\"Us'er %s\" VALUES (1, 'a@firma.de', 'John Doe')"))
                .contains("full Name", "demo-person");
        assertThat(Tripped.said(db, "INSERT INTO joined VALUES ('John', 'Doe', 'jd@firma.de')"))
                .contains("joined.full_name", "demo-person");
        assertThat(Tripped.said(db, "INSERT INTO joined VALUES ('John', 'Smith', 'js@firma.de')"))
                .isEqualTo("passed");
        assertThat(Tripped.said(db, "UPDATE joined SET last_name = 'Doe'")).contains("joined.full_name");
        assertThat(Tripped.said(db, "INSERT INTO loose VALUES ('a@shop.test')")).contains("loose.email");
    }

    @Test
    void aColumnThatIsComputedWhenItIsReadIsNotAndItIsSaid() {
        Playground db = new Playground(TestDatabases.of(TestDatabases.NEWEST).create("""
                        CREATE TABLE users (first text, last text, email text,
                          full_name text GENERATED ALWAYS AS (first || ' ' || last) VIRTUAL)"""), folder);
        Spoken done = Tripped.done(db, Tripped.wish(Mode.REFUSE));

        assertThat(done.out())
                .contains("users.full_name is computed when it is read, which no trigger sees: not watched");
        assertThat(Tripped.said(db, "INSERT INTO users VALUES ('John', 'Doe', 'a@firma.de')"))
                .isEqualTo("passed");
        assertThat(Tripped.said(db, "INSERT INTO users VALUES ('John', 'Doe', 'a@shop.test')"))
                .contains("users.email");
    }

    /** What other triggers make of a row is what is stored, and so what counts. */
    @ParameterizedTest
    @MethodSource(MAJORS)
    void theRowIsJudgedAsItIsStored(int major) {
        Playground db = armed(major, Mode.REFUSE, USERS, """
                CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN NEW.email := lower(replace(NEW.email, ' at ', '@')); RETURN NEW; END $$;
                CREATE TRIGGER zz_tidy BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION tidy()""");

        assertThat(Tripped.said(db, "INSERT INTO users VALUES (1, 'Ann at sHOP.TEST', 'ann')"))
                .contains("demo-email");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aCopyIsStoppedWholeOrLoggedRowByRow(int major) {
        Playground db = armed(major, Mode.REFUSE, USERS);
        byte[] rows =
                "1\tanna@firma.de\tanna\n2\ta@shop.test\tbob\n3\tb@shop.test\tdemo\n".getBytes(StandardCharsets.UTF_8);
        try (PgSession session = db.database.admin()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                    SqlFailure.class,
                                    () -> session.copyIn("COPY users FROM stdin", new ByteArrayInputStream(rows)))
                            .serverMessage())
                    .contains("users.email");
        }
        assertThat(db.count("users")).isZero();
        Tripped.done(db, Tripped.wish(Mode.LOG));
        try (PgSession session = db.database.admin()) {
            assertThat(session.copyIn("COPY users FROM stdin", new ByteArrayInputStream(rows)))
                    .isEqualTo(3);
        }
        assertThat(db.number("SELECT count(*) FROM cleanslate.tripwire_log WHERE row_key -> 'id' IN ('2', '3')"))
                .as("of the third row both columns")
                .isEqualTo(3);
    }

    /** It may neither be led astray nor run what others put in its way. */
    @ParameterizedTest
    @MethodSource(MAJORS)
    void aSearchPathDoesNotLeadItAstray(int major) {
        Playground db = armed(major, Mode.LOG, USERS, """
                CREATE SCHEMA evil;
                CREATE FUNCTION evil.no(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false';
                CREATE FUNCTION evil.none(text, integer) RETURNS text LANGUAGE sql AS $$SELECT ''$$;
                CREATE FUNCTION evil.zero(bigint, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 0::bigint';
                CREATE FUNCTION evil.same(bigint, integer) RETURNS boolean LANGUAGE sql AS 'SELECT true';
                CREATE FUNCTION evil.lower(text) RETURNS text LANGUAGE sql AS $$SELECT ''$$;
                CREATE FUNCTION evil.format(text, VARIADIC "any") RETURNS text LANGUAGE internal AS 'text_format';
                CREATE OPERATOR evil.~* (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.no);
                CREATE OPERATOR evil.~ (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.no);
                CREATE OPERATOR evil.~~ (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.no);
                CREATE OPERATOR evil.= (LEFTARG = text, RIGHTARG = text, FUNCTION = evil.no);
                CREATE OPERATOR evil.| (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = evil.zero);
                CREATE OPERATOR evil.& (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = evil.zero);
                CREATE OPERATOR evil.= (LEFTARG = bigint, RIGHTARG = integer, FUNCTION = evil.same);
                CREATE DOMAIN evil.text AS pg_catalog.text CHECK (VALUE = 'never');
                CREATE DOMAIN evil.bigint AS pg_catalog.int8 CHECK (VALUE = -1)""");

        assertThat(
                        Tripped.said(
                                db,
                                "SET search_path = evil, public, pg_catalog; INSERT INTO users VALUES (1, 'user7@example.com', 'demo')"))
                .isEqualTo("passed");

        assertThat(db.number("SELECT count(*) FROM cleanslate.tripwire_log WHERE detector = 'demo-email'"))
                .isEqualTo(1);
        assertThat(db.number("SELECT count(*) FROM cleanslate.tripwire_log WHERE detector = 'demo-user-name'"))
                .isEqualTo(1);
    }

    /** The application's role knows nothing of the tripwire, and has no rights on it. */
    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPlainRoleIsStoppedOrLoggedAndOtherwiseUnhindered(int major) {
        Playground db = new Playground(TestDatabases.of(major).create(USERS), folder);
        TestDatabases.Role role = db.database.role("");
        db.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; GRANT INSERT ON users TO "
                + role.name());
        Tripped.done(db, Tripped.wish(Mode.REFUSE));

        assertThat(Tripped.of(role.url(), "INSERT INTO users VALUES (1, 'anna@firma.de', 'anna')"))
                .isEmpty();
        assertThat(Tripped.of(role.url(), "INSERT INTO users VALUES (2, 'a@shop.test', 'anna')")
                        .map(SqlFailure::sqlState))
                .contains("23514");
        Tripped.done(db, Tripped.wish(Mode.LOG));
        assertThat(Tripped.of(role.url(), "INSERT INTO users VALUES (2, 'a@shop.test', 'anna')"))
                .isEmpty();
        assertThat(db.number(
                        "SELECT count(*) FROM cleanslate.tripwire_log WHERE session_user_name = '" + role.name() + "'"))
                .isEqualTo(1);
        assertThat(Tripped.of(role.url(), "SELECT * FROM cleanslate.tripwire_log")
                        .map(SqlFailure::sqlState))
                .contains("42501");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aColumnThatItWatchesIsNotDroppedUnderItsFeet(int major) {
        Playground db = armed(major, Mode.REFUSE, USERS);

        assertThat(Tripped.said(db, "ALTER TABLE users DROP COLUMN email")).contains("other objects depend on it");
        assertThat(Tripped.said(db, "ALTER TABLE users ALTER email TYPE varchar(90)"))
                .contains("trigger");
        db.execute("ALTER TABLE users RENAME email TO mail");
        assertThat(Tripped.said(db, "INSERT INTO users VALUES (1, 'a@shop.test')"))
                .contains("users.email is given demo or test data (in a column renamed since)");
        assertThat(Tripped.said(db, "INSERT INTO users VALUES (1, 'a@firma.de')"))
                .isEqualTo("passed");
    }

    /** Rows that arrive by replication were let in where they were written. */
    @Test
    void whatAReplicaAppliesIsLetIn() {
        Playground db = armed(TestDatabases.NEWEST, Mode.REFUSE, USERS);

        assertThat(Tripped.said(
                        db, "SET session_replication_role = replica; INSERT INTO users VALUES (1, 'a@shop.test')"))
                .isEqualTo("passed");
    }

    @Test
    void quotesInTheNameOfTheDatabaseDoNoHarm() {
        Playground db = armed(TestDatabases.NEWEST, Mode.REFUSE, USERS);
        try (PgSession session = PgSession.open(DatabaseUrl.parse(db.database.url(), Map.of()), "o'neill")) {
            assertThat(session.query("SELECT 1").size()).isEqualTo(1);
        }
        db.target(", confirm-as: \"o'neill $tripwire$ 100%\"");
        Spoken done = Tripped.run(db, Tripped.wish(Mode.REFUSE), java.util.Optional.of("o'neill $tripwire$ 100%"));
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(Tripped.of(db, "INSERT INTO users VALUES (1, 'a@shop.test')")
                        .flatMap(SqlFailure::hint)
                        .orElse(""))
                .contains("o'neill", "100%");
    }
}
