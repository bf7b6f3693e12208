package dev.cleanslate.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleanslate.api.Database;
import dev.cleanslate.api.UnknownNameException;
import dev.cleanslate.api.UnusableQueryException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a check in Java sees and asserts, on the oldest and the newest server. */
@ParameterizedClass
@MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
class SessionDatabaseTest {

    private static final String SCHEMA = """
            CREATE TABLE users (id int PRIMARY KEY, email text, balance numeric(10,2), "Joined At" timestamptz);
            INSERT INTO users VALUES
              (1, 'jane@some-gym.fr', 0, '2026-01-01 10:00:00Z'),
              (2, 'TEST7@some-gym.fr', 0.00, '2026-01-01 10:00:00.5Z'),
              (3, 'x@mail.Example.com', 3.5, '2026-01-02 10:00:00Z'),
              (4, NULL, NULL, '2026-01-03 10:00:00Z');
            CREATE TABLE empty (n int);
            CREATE SCHEMA other;
            CREATE TABLE other.users (n int);
            CREATE TABLE other.only_here (n int);
            """;

    @Parameter
    int major;

    private void with(Consumer<Database> test) {
        TestDatabases.Database database = TestDatabases.of(major).create(SCHEMA);
        try (PgSession session = database.admin()) {
            session.begin(Isolation.REPEATABLE_READ, true);
            Catalog catalog = CatalogReader.read(session);
            test.accept(new SessionDatabase(session, catalog, Set.of(new QualifiedName("public", "users"))));
        }
    }

    private static void fails(ThrowingCallable assertion, String message) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
    }

    @Test
    void tablesAreFoundByTheNamesASuiteUses() {
        with(db -> {
            assertThat(db.table("users").count()).isEqualTo(4);
            assertThat(db.table("other.users").count()).isZero();
            assertThat(db.table("only_here").name()).isEqualTo("other.only_here");
            assertThatThrownBy(() -> db.table("user"))
                    .isInstanceOf(UnknownNameException.class)
                    .hasMessageContaining("Did you mean \"users\"?");
            assertThatThrownBy(() -> assertThat(db.table("users")).column("mail"))
                    .isInstanceOf(UnknownNameException.class)
                    .hasMessage("users has no column \"mail\". It has: id, email, balance, Joined At.");
        });
    }

    @Test
    void onlyQueriesAreAsked() {
        with(db -> {
            assertThat(db.number("select count(*) from users")).isEqualTo(4);
            assertThat(db.value("select email from users where id = 4")).isEmpty();
            assertThatThrownBy(() -> db.rows("rollback")).isInstanceOf(UnusableQueryException.class);
            assertThatThrownBy(() -> db.rows("select 1; select 2")).isInstanceOf(UnusableQueryException.class);
            assertThatThrownBy(() -> db.rows("select generate_series(1, 10001)"))
                    .isInstanceOf(UnusableQueryException.class)
                    .hasMessageContaining("more than 10000 rows");
            assertThatThrownBy(() -> db.value("select 1 where false")).isInstanceOf(UnusableQueryException.class);
        });
    }

    @Test
    void tablesAreCounted() {
        with(db -> {
            var users = db.table("users");
            assertThat(users).hasRows(4).isNotEmpty().hasRowsBetween(1, 4).hasRowsWhere("balance = 0", 2);
            assertThat(users).hasNoRowsWhere("id > 4 -- none");
            assertThat(db.table("empty")).isEmpty();
            fails(() -> assertThat(users).hasRows(3), "users has 4 rows, expected exactly 3");
            fails(
                    () -> assertThat(users).as("after all").hasRows(3),
                    "[after all] users has 4 rows, expected exactly 3");
            fails(() -> assertThat(users).hasRowsBetween(5, 9), "users has 4 rows, expected 5 to 9");
            fails(
                    () -> assertThat(users).hasNoRowsWhere("email like '%gym%'"),
                    "users has 2 rows where email like '%gym%', expected none: (id 1), (id 2)");
            fails(() -> assertThat(db.table("empty")).isNotEmpty(), "empty has no row, expected at least one");
        });
    }

    @Test
    void columnsAreCompared() {
        with(db -> {
            var users = db.table("users");
            assertThat(users).column("balance").containsOnly(BigDecimal.ZERO, "3.50", null);
            assertThat(users).column("id").hasNoNulls().hasNoDuplicates().hasOnlyMatching("^[0-9]$");
            assertThat(users)
                    .column("email")
                    .hasNoneLike("%@nowhere%")
                    .hasNoneMatching("'")
                    .doesNotContain("it's");
            fails(
                    () -> assertThat(users).column("balance").containsOnly(0),
                    "users.balance has 2 rows with something else than 0, expected none:"
                            + " (id 3, balance 3.50), (id 4, balance null)");
            fails(
                    () -> assertThat(users).column("email").hasNoNulls(),
                    "users.email has 1 row without a value, expected none: (id 4, email null)");
            fails(
                    () -> assertThat(users).column("email").hasNoneLike("%GYM%"),
                    "users.email has 2 rows like %GYM%, expected none:"
                            + " (id 1, email j***@s***.fr), (id 2, email T***@s***.fr)");
            fails(
                    () -> assertThat(users).column("balance").hasNoDuplicates(),
                    "users.balance has 2 rows with a value that another row has too, expected none:"
                            + " (id 1, balance 0.00), (id 2, balance 0.00)");
        });
    }

    @Test
    void demoAddressesAreThoseOfReservedDomainsAndMadeUpPeople() {
        with(db -> fails(
                () -> assertThat(db.table("users")).column("email").hasNoDemoAddresses(),
                "users.email has 2 rows with demo addresses, expected none:"
                        + " (id 2, email T***@s***.fr), (id 3, email x***@m***.com)"));
    }

    @Test
    void rowsThatLieTogetherAreACluster() {
        with(db -> {
            var joined = assertThat(db.table("users")).column("Joined At");
            joined.hasNoClusterWithin(Duration.ofMillis(500)).hasNoClusterOf(3, Duration.ofDays(1));
            assertThatThrownBy(() -> joined.hasNoClusterWithin(Duration.ofSeconds(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("users.Joined At has clusters of 2 rows or more within 1000 ms,"
                            + " 1 row of them end in one, the first at 2026-01-01 ");
        });
    }

    @Test
    void whatLookedAtNothingFailsUnlessThatIsAllowed() {
        with(db -> {
            var n = assertThat(db.table("empty")).column("n");
            fails(
                    () -> n.containsOnly(0),
                    "empty.n contains only 0: the table has no rows, so nothing was checked."
                            + " Say orNoRows() before it if that is all right.");
            n.hasNoNulls().orNoRows().containsOnly(0).hasOnlyNulls();
        });
    }
}
