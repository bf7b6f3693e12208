package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.session.RestoreWish.Way;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup is put back, in one go or not at all. */
class RestoreTest {

    private static final int MAJOR = 15;

    @TempDir
    private Path folder = Path.of("");

    private PutBackShop there;

    @AfterAll
    static void dropsWhatSwapsKept() {
        PutBackShop.dropKept(MAJOR);
    }

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @BeforeEach
    void aShopAndItsBackup() {
        there = PutBackShop.of(MAJOR, folder);
    }

    @ParameterizedTest
    @CsvSource({"14, SWAP", "14, IN_PLACE", "15, SWAP", "15, IN_PLACE"})
    void isAsItWasEitherWay(int major, Way way) {
        PutBackShop shop = PutBackShop.of(major, folder.resolve("either"));
        String before = shop.state();
        shop.emptied();

        Ran ran = shop.restore(shop.by(way));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(ran.committed()).isTrue();
        assertThat(ran.record().get("command").asString()).isEqualTo("restore");
        assertThat(shop.state()).isEqualTo(before);
        assertThat(PutBackShop.notes(ran)).contains("4 tables with 346 rows, the same by count and by fingerprint");
    }

    @Test
    void keepsTheDatabaseThatItReplacesAndWhatNoDumpHolds() {
        Playground shop = there.shop();
        String name = shop.databaseName();
        shop.execute("ALTER DATABASE " + name + " SET work_mem = '7MB';"
                + " ALTER DATABASE " + name + " SET search_path = \"$user\", public, \"Other Schema\";"
                + " ALTER DATABASE " + name + " SET application_name = 'a \\ b''s';"
                + " ALTER DATABASE " + name + " CONNECTION LIMIT 17; COMMENT ON DATABASE " + name + " IS 'Gym''s own'");
        var reader = shop.database.role("");
        shop.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC; GRANT CONNECT ON DATABASE " + name + " TO "
                + reader.name() + "; ALTER ROLE " + reader.name() + " IN DATABASE " + name + " SET work_mem = '9MB'");
        String traits = traits();
        there.emptied();
        String emptied = there.state();

        Ran ran = there.restore(there.by(Way.SWAP));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(traits()).isEqualTo(traits);
        assertThat(shop.count("orders")).isEqualTo(300);
        String kept = name + "_before_restore_";
        assertThat(databases()).filteredOn(other -> other.startsWith(kept)).hasSize(1);
        assertThat(emptied).contains("orders 0");
        assertThat(databases()).noneMatch(other -> other.startsWith(name + "_cleanslate_restore_"));
    }

    @Test
    void dropsTheDatabaseThatItReplacesWhenToldTo() {
        Ran ran = there.restore(new RestoreWish(
                there.backup().archive(),
                Optional.of(Way.SWAP),
                false,
                true,
                Optional.empty(),
                List.of(),
                Optional.empty()));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(databases()).noneMatch(name -> name.startsWith(there.shop().databaseName() + "_"));
    }

    @Test
    void goesInPlaceWhereTheRoleMayMakeNoDatabaseAndSaysSo() {
        PutBackShop owned = owned(there.shop(), "");
        String before = owned.state();
        owned.emptied();

        Ran ran = owned.restore(owned.wish());

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(PutBackShop.notes(ran)).contains("in place").contains("the role may not create databases");
        assertThat(owned.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15})
    void isSwappedByAnOwnerWhoMayMakeDatabases(int major) {
        PutBackShop owned = owned(PutBackShop.of(major, folder.resolve("owned")).shop(), "CREATEDB");
        String before = owned.state();
        owned.emptied();

        Ran ran = owned.restore(owned.wish());

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(PutBackShop.notes(ran)).contains("into a new database");
        assertThat(owned.state()).isEqualTo(before);
    }

    /** By a role that owns it and is no superuser; the backup is that role's, too. */
    private static PutBackShop owned(Playground shop, String rights) {
        var owner = shop.database.role(rights);
        shop.execute("GRANT CREATE ON SCHEMA public TO " + owner.name() + "; ALTER DATABASE " + shop.databaseName()
                + " OWNER TO " + owner.name() + "; ALTER FUNCTION tell() OWNER TO " + owner.name());
        for (String table : List.of("products", "users", "orders", "audit")) {
            shop.execute("ALTER TABLE " + table + " OWNER TO " + owner.name());
        }
        shop.environment.put("SHOP_URL", owner.url());
        return PutBackShop.of(shop);
    }

    @Test
    void leavesInPlaceWhatTheBackupDoesNotKnow() {
        there.emptied().shop().execute("CREATE TABLE later (id int); INSERT INTO later VALUES (1)");

        Ran ran = there.restore(there.by(Way.IN_PLACE));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(PutBackShop.notes(ran)).contains("Not in the backup, and left as it is: table public.later.");
        assertThat(there.shop().count("later")).isEqualTo(1);
        assertThat(there.shop().count("orders")).isEqualTo(300);
    }

    @Test
    void marksTheNewDatabaseSoThatLaterRunsKnowIt() {
        Playground shop = there.shop().target(", guarded: true, confirm-as: shop-prod");
        assertThat(Consulted.mark(shop, "shop-prod").exitCode()).isZero();
        PutBackShop marked = PutBackShop.of(shop).emptied();
        shop.rows = Optional.of("5");

        Ran ran = marked.restore(marked.by(Way.SWAP), Optional.of("shop-prod"));

        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(shop.number("SELECT count(*) FROM cleanslate.identity i, pg_database d"
                        + " WHERE d.datname = current_database() AND i.database_oid = d.oid::text"
                        + " AND i.database_name = d.datname"))
                .isEqualTo(1);
        Consulted again = Consulted.mark(shop, "shop-prod");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(shop.count("orders")).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"shop-prod, 0", "y, 3"})
    void asksOnceMoreRightBeforeItCountsWhereSomebodySitsThere(String typed, int exitCode) {
        Playground shop = there.shop().target(", guarded: true, confirm-as: shop-prod");
        assertThat(Consulted.mark(shop, "shop-prod").exitCode()).isZero();
        PutBackShop marked = PutBackShop.of(shop).emptied();
        var screen = new ByteArrayOutputStream();
        Prompt prompt =
                Prompt.of(new StringReader(typed + "\n"), new PrintStream(screen, true, StandardCharsets.UTF_8));

        Ran ran = shop.run(shop.invocation(Command.RESTORE, Optional.of("shop-prod"))
                .with(new Invocation.Present(Clock.systemUTC(), List.of(), Optional.of(prompt)))
                .with(marked.wish()));

        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(exitCode);
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("Type shop-prod once more");
        assertThat(shop.count("orders")).isEqualTo(exitCode == 0 ? 300 : 0);
    }

    @Test
    void endsTheSessionsOfOthersWhenToldTo() {
        there.emptied();
        try (PgSession application = there.shop().database.admin()) {
            application.query("SELECT 1");

            Ran refused = there.restore(there.by(Way.SWAP));
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.messages()).contains("test (postgres").contains("--end-sessions");
            assertThat(there.shop().count("orders")).isZero();

            Ran ran = there.restore(new RestoreWish(
                    there.backup().archive(),
                    Optional.empty(),
                    true,
                    false,
                    Optional.empty(),
                    List.of(),
                    Optional.empty()));
            assertThat(ran.exitCode()).as(ran.messages()).isZero();
        }
        assertThat(there.shop().count("orders")).isEqualTo(300);
    }

    @Nested
    class Refuses {

        @Test
        void withoutTheOptInAndSaysWhatItWouldDo() {
            there.emptied();
            Ran ran = there.restore(there.wish(), Optional.empty());

            refused(ran, "not executed: add --execute " + there.shop().databaseName());
            assertThat(PutBackShop.notes(ran))
                    .contains("put back into a new database")
                    .contains("5 rows in 4 tables, is replaced by the 346 rows");
        }

        @Test
        void anotherName() {
            refused(there.emptied().restore(there.wish(), Optional.of("elsewhere")), "the opt-in says \"elsewhere\"");
        }

        @Test
        void oneByteThatIsNotAsItWas() throws IOException {
            Path file;
            try (Stream<Path> files = Files.list(there.backup().archive())) {
                file = files.filter(f -> f.toString().endsWith(".gz"))
                        .max((a, b) ->
                                Long.compare(a.toFile().length(), b.toFile().length()))
                        .orElseThrow();
            }
            try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(bytes.length() - 20);
                int was = bytes.read();
                bytes.seek(bytes.length() - 20);
                bytes.write(was ^ 1);
            }
            refused(
                    there.emptied().restore(there.wish()),
                    "is not what its manifest.json says",
                    file.getFileName().toString());
        }

        @Test
        void theBackupOfAnotherDatabaseUnlessItIsNamed() {
            PutBackShop other = PutBackShop.of(MAJOR, folder.resolve("other"));
            there.emptied();

            refused(
                    there.restore(other.wish()),
                    "is of the database \"" + other.shop().databaseName() + "\"",
                    "--from " + other.shop().databaseName());

            Ran ran = there.restore(new RestoreWish(
                    other.backup().archive(),
                    Optional.empty(),
                    false,
                    false,
                    Optional.of(other.shop().databaseName()),
                    List.of(),
                    Optional.empty()));
            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(there.shop().count("orders")).isEqualTo(300);
        }

        @Test
        void theBackupOfANewerServer() {
            PutBackShop old = PutBackShop.of(14, folder.resolve("old")).emptied();
            Ran ran = old.restore(new RestoreWish(
                    there.backup().archive(),
                    Optional.empty(),
                    false,
                    false,
                    Optional.of(there.shop().databaseName()),
                    List.of(),
                    Optional.empty()));

            assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
            assertThat(ran.messages()).contains("was taken of PostgreSQL 15, and this server is 14");
            assertThat(old.shop().count("orders")).isZero();
        }

        @Test
        void aNumberOfRowsThatNobodyOrSomebodyWrongTyped() {
            Playground shop = there.shop().target(", guarded: true, confirm-as: shop-prod");
            assertThat(Consulted.mark(shop, "shop-prod").exitCode()).isZero();
            there.emptied();

            refused(there.restore(there.wish(), Optional.of("shop-prod")), "--rows 5");
            shop.rows = Optional.of("6");
            refused(there.restore(there.wish(), Optional.of("shop-prod")), "the opt-in says 6 rows");
        }

        @Test
        void aGuardedDatabaseThatIsNotMarked() {
            there.emptied().shop().target(", guarded: true, confirm-as: shop-prod");
            refused(there.restore(there.wish(), Optional.of("shop-prod")), "its restore demands an identity marker");
        }

        @Test
        void whatIsLive() {
            Playground shop = there.emptied().shop();
            assertThat(Consulted.mark(shop, shop.databaseName()).exitCode()).isZero();
            shop.execute("UPDATE cleanslate.identity SET live_since = now()");
            refused(there.restore(there.wish()), "never reset or restored again");
        }

        @Test
        void toRunBesideAnotherRun() {
            try (PgSession other = there.emptied().shop().database.admin()) {
                assertThat(other.tryAdvisoryLock(Preflight.ONE_OPERATOR)).isTrue();
                refused(there.restore(there.wish()), "another run of Cleanslate holds this database");
            }
        }

        @ParameterizedTest
        @EnumSource(Way.class)
        void aRoleThatIsNotThereAnyMore(Way way) {
            Playground shop = there.shop();
            var gone = shop.database.role("");
            shop.execute("GRANT SELECT ON orders TO " + gone.name());
            PutBackShop granted = PutBackShop.of(shop).emptied();
            shop.execute("DROP OWNED BY " + gone.name() + "; DROP ROLE " + gone.name());

            refused(granted.restore(granted.by(way)), "CREATE ROLE \"" + gone.name() + "\";");
        }

        @Test
        void inPlaceWhatLaterThingsDependOn() {
            there.emptied().shop().execute("CREATE VIEW later AS SELECT id FROM orders");
            refused(
                    there.restore(there.by(Way.IN_PLACE)),
                    "view public.later depends on table public.orders",
                    "--way swap");
        }

        private void refused(Ran ran, String... words) {
            assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
            assertThat(ran.messages()).contains(words);
            assertThat(ran.committed()).isFalse();
            assertThat(there.shop().count("orders")).isZero();
            assertThat(databases())
                    .noneMatch(name -> name.startsWith(there.shop().databaseName() + "_"));
        }
    }

    private List<String> databases() {
        try (PgSession session = there.shop().database.admin()) {
            return session.query("SELECT datname FROM pg_database").stream()
                    .map(row -> row.word("datname"))
                    .toList();
        }
    }

    private String traits() {
        try (PgSession session = there.shop().database.admin()) {
            return session.query(
                            "SELECT concat_ws(' ', d.datname, d.datdba, d.encoding, d.datcollate, d.datctype, d.datconnlimit,"
                                    + " d.datacl, d.dattablespace, shobj_description(d.oid, 'pg_database'),"
                                    + " (SELECT string_agg(setrole || ' ' || setconfig::text, ';' ORDER BY setrole)"
                                    + "  FROM pg_db_role_setting WHERE setdatabase = d.oid)) AS traits"
                                    + " FROM pg_database d WHERE datname = current_database()")
                    .get(0)
                    .word("traits");
        }
    }
}
