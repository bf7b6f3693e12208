package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who only looks waits for nobody: what another session holds against everybody is told as such, the rest as ever. */
class LockedTablesTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    /** Everything whose definition the server reads only with the table's lock. */
    private static final String DEFINED = """
            ALTER TABLE orders ADD CHECK (id > 0), ADD note text DEFAULT upper('x'), ENABLE ROW LEVEL SECURITY;
            CREATE INDEX ON orders ((id + 1)) WHERE user_id > 0;
            CREATE POLICY everybody ON orders USING (user_id > 0);
            CREATE TRIGGER dear BEFORE DELETE ON orders FOR EACH ROW WHEN (OLD.id < 0) EXECUTE FUNCTION tell();
            CREATE RULE quiet AS ON UPDATE TO orders WHERE OLD.id < 0 DO INSTEAD NOTHING;
            CREATE TABLE events (id int, at date) PARTITION BY RANGE (at);
            CREATE TABLE events_early PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE events_late PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
            CREATE VIEW shown AS SELECT * FROM orders;
            ANALYZE;
            """;

    private static final String LOCK = """
            LOCK TABLE orders, shown, events_late IN ACCESS EXCLUSIVE MODE;
            ALTER SEQUENCE orders_id_seq RESTART WITH 1000;""";

    @TempDir
    Path folder;

    private Playground shop(int major) {
        Playground shop = Playground.shop(major, folder);
        try (PgSession admin = shop.database.admin()) {
            admin.script(DEFINED);
        }
        return shop;
    }

    private static PgSession holding(Playground shop) {
        PgSession other = shop.database.admin();
        other.begin(Isolation.READ_COMMITTED, false);
        other.script("SET LOCAL application_name = 'migration'; " + LOCK);
        return other;
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void anAnalysisGoesAroundThemAndSaysByWhom(int major) {
        Playground shop = shop(major);
        try (PgSession other = holding(shop)) {
            Looked looked = Looked.at(shop, shop.database.url(), false, Optional.empty(), Map.of("COLUMNS", "200"));

            assertThat(looked.exitCode()).as(looked.err()).isZero();
            assertThat(looked.out()).containsPattern("orders +it is locked by process " + other.backendPid());
            assertThat(looked.out()).containsPattern("events +it is locked by process ");
            // What the server estimates depends on when it last looked at the table.
            assertThat(looked.out()).containsPattern("users +40 ").containsPattern("orders +~[1-9]\\d* ");
        }
        assertThat(Looked.at(shop, shop.database.url(), false, Optional.empty(), Map.of())
                        .out())
                .contains("can run.")
                .doesNotContain("locked");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void theDoctorTellsThemAndTheRest(int major) {
        Playground shop = shop(major);
        try (PgSession other = holding(shop)) {
            Consulted ill = Consulted.of(shop);

            assertThat(ill.of("worth knowing"))
                    .contains(
                            "locked tables: ",
                            "\"orders\" is locked against everybody by process " + other.backendPid());
            assertThat(ill.of("ok")).contains("writable", "prepared transactions");
        }
        assertThat(Consulted.of(shop).of("ok")).contains("locked tables: none");
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPlanIsMadeWithAWarningWhereNothingHasToBeAskedOfThem(int major) {
        Playground shop = shop(major).suite(Playground.SUITE + "ignore: [events]\n");
        try (PgSession other = shop.database.admin()) {
            other.begin(Isolation.READ_COMMITTED, false);
            other.script("LOCK TABLE events IN ACCESS EXCLUSIVE MODE");
            Ran ran = shop.plan();

            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(ran.warnings()).contains("\"events\" is locked against everybody by process");
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void aPlanThatHasToAskThemNamesWhoHoldsThem(int major) {
        Playground shop =
                shop(major).suite(Playground.SUITE.replace("wipe: [users]", "keep-rows: { users: \"id = 1\" }"));
        try (PgSession other = shop.database.admin()) {
            other.begin(Isolation.READ_COMMITTED, false);
            other.script("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
            Ran ran = shop.plan();

            assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(4);
            assertThat(ran.messages()).contains("holds users").contains(String.valueOf(other.backendPid()));
        }
    }
}
