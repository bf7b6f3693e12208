package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.session.RestoreWish.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process of a restore is killed: the database is wholly as it was, or wholly as it was backed up. */
@Tag("slow")
class RestoreKillTest {

    private static final int MAJOR = 15;

    /** As soon as it holds a row, whoever fills the view stays with it for long. */
    private static final String BRAKE = "CREATE TABLE brake (id int);"
            + " CREATE MATERIALIZED VIEW slow AS SELECT CASE WHEN EXISTS (SELECT FROM brake) THEN pg_sleep(300)::text END;";

    private static final String REFRESHING =
            "EXISTS (SELECT FROM pg_stat_activity WHERE state = 'active' AND query ~ 'REFRESH MATERIALIZED VIEW'"
                    + " AND starts_with(datname, current_database()) AND pid <> pg_backend_pid())";

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void dropsWhatSwapsKept() {
        PutBackShop.dropKept(MAJOR);
    }

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void inTheMiddleOfItsWorkChangesNothing(Way way) throws Exception {
        Playground shop = Playground.shop(MAJOR, folder);
        shop.execute(BRAKE);
        PutBackShop good = PutBackShop.of(shop);
        String then = good.state();
        shop.execute("INSERT INTO brake VALUES (1)");
        PutBackShop slow = PutBackShop.of(shop);
        slow.emptied();
        String before = slow.state();

        Process process = KilledRestore.start(slow, way, Long.MAX_VALUE);
        waitUntil(shop, REFRESHING);
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        waitUntil(
                shop,
                "NOT EXISTS (SELECT FROM pg_stat_activity WHERE starts_with(datname, current_database())"
                        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend')");

        assertThat(slow.state()).isEqualTo(before);
        long left = way == Way.SWAP ? 1 : 0;
        assertThat(siblings(shop)).isEqualTo(left);
        Ran ran = good.restore(good.by(Way.SWAP));
        assertThat(ran.exitCode()).as(ran.messages()).isZero();
        assertThat(PutBackShop.notes(ran).contains("which an interrupted restore had left"))
                .isEqualTo(way == Way.SWAP);
        assertThat(siblings(shop)).isZero();
        assertThat(good.state()).isEqualTo(then);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void thatIsToldToEndDoesSoAtOnceAndLeavesNothing(Way way) throws Exception {
        Playground shop = Playground.shop(MAJOR, folder);
        shop.execute(BRAKE + "INSERT INTO brake VALUES (1)");
        PutBackShop slow = PutBackShop.of(shop).emptied();
        String before = slow.state();

        Process process = KilledRestore.start(slow, way, Long.MAX_VALUE);
        waitUntil(shop, REFRESHING);
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

        Ran ran = Ran.latest(process.exitValue(), shop.reports);
        assertThat(ran.record().get("exitCode").asInt()).isEqualTo(4);
        assertThat(ran.messages()).contains("interrupted; everything was rolled back");
        assertThat(slow.state()).isEqualTo(before);
        assertThat(siblings(shop)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void thatLosesItsSessionsChangesNothing(Way way) {
        Playground shop = Playground.shop(MAJOR, folder);
        shop.execute(BRAKE + "INSERT INTO brake VALUES (1)");
        PutBackShop slow = PutBackShop.of(shop).emptied();
        String before = slow.state();

        CompletableFuture<Ran> running = CompletableFuture.supplyAsync(() -> slow.restore(slow.by(way)));
        waitUntil(shop, REFRESHING);
        waitUntil(
                shop,
                "(SELECT bool_and(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE (application_name LIKE 'cleanslate%' OR application_name = 'pg_restore')"
                        + " AND pid <> pg_backend_pid()) IS NOT NULL");
        Ran ran = running.join();

        assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(4);
        assertThat(ran.committed()).isFalse();
        assertThat(slow.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aroundItsCommitIsAllOrNothing(Way way) throws Exception {
        PutBackShop whole = PutBackShop.of(MAJOR, folder.resolve("whole")).emptied();
        Process process = KilledRestore.start(whole, way, Long.MAX_VALUE);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        long lines = Journals.lines(whole.shop().reports);

        for (long line = lines - 8; line < lines; line += 2) {
            PutBackShop there = PutBackShop.of(MAJOR, folder.resolve("line-" + line));
            String after = there.state();
            String before = there.emptied().state();
            Process killed = KilledRestore.start(there, way, line);
            assertThat(killed.waitFor(120, TimeUnit.SECONDS)).isTrue();
            waitUntil(
                    there.shop(),
                    "NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND pid <> pg_backend_pid() AND backend_type = 'client backend')");

            assertThat(there.state()).as("killed at line " + line).isIn(before, after);
            Ran ran = there.restore(new RestoreWish(
                    there.backup().archive(),
                    Optional.of(way),
                    false,
                    false,
                    Optional.of(there.shop().databaseName()),
                    List.of(),
                    Optional.empty()));
            assertThat(ran.exitCode()).as(ran.messages()).isZero();
            assertThat(there.state()).isEqualTo(after);
            assertThat(siblings(there.shop())).isZero();
        }
    }

    private static long siblings(Playground shop) {
        return shop.number(
                "SELECT count(*) FROM pg_database WHERE datname LIKE current_database() || '\\_cleanslate\\_%'");
    }

    /** Seen from another database: a swap wants nobody in its own. */
    private static void waitUntil(Playground shop, String sql) {
        String condition = sql.replace("current_database()", "'" + shop.databaseName() + "'");
        var elsewhere = DatabaseUrl.parse(shop.database.url(), Map.of()).withDatabase("postgres");
        try (PgSession session = PgSession.open(elsewhere, "test")) {
            Await.until(
                    condition,
                    Duration.ofMinutes(1),
                    () -> session.query("SELECT " + condition).get(0).bool(0));
        }
    }
}
