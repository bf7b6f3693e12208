package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.evidence.Lookout.Sighting;
import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be seen, from outside, of a session at work. */
class WatchpostTest {

    private static final String OURS =
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'cleanslate progress' AND datname = current_database()";

    @TempDir
    Path folder;

    private final Watchpost watch = new Watchpost();

    private static PgSession session(Playground shop, String application) {
        return PgSession.open(DatabaseUrl.parse(shop.database.url(), Map.of()), application);
    }

    private static DatabaseUrl url(Playground shop) {
        return DatabaseUrl.parse(shop.database.url(), Map.of());
    }

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void aStatementThatWaitsNamesWhoHoldsTheLockAndHowToEndThat(int major) {
        Playground shop = Playground.shop(major, folder);
        try (PgSession holder = session(shop, "somebody's shell");
                PgSession run = session(shop, "cleanslate shop")) {
            holder.begin(Isolation.READ_COMMITTED, false);
            holder.execute("LOCK TABLE users IN ROW EXCLUSIVE MODE");
            int holding = holder.backendPid();
            watch.at(url(shop), run);
            run.begin(Isolation.READ_COMMITTED, false);
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> run.execute("LOCK TABLE orders, users IN EXCLUSIVE MODE"));

            Sighting[] seen = {Sighting.NOTHING};
            Await.until("the wait to be seen", Duration.ofSeconds(30), () -> {
                seen[0] = watch.look();
                return !seen[0].waits().isEmpty();
            });
            holder.rollback();
            waiting.join();

            assertThat(seen[0].waits())
                    .singleElement()
                    .asString()
                    .startsWith("waits for ExclusiveLock on users, held by process " + holding
                            + " (application \"somebody's shell\") of user ")
                    .contains("idle in transaction since ", "last command ")
                    .endsWith("; to end it: select pg_terminate_backend(" + holding + ")");
            assertThat(watch.look()).isEqualTo(Sighting.NOTHING);
            run.rollback();
        } finally {
            watch.leave();
        }
    }

    @Test
    void whoeverLooksIsGoneWhenThereIsNothingMoreToSee() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        try (PgSession run = session(shop, "cleanslate shop")) {
            watch.at(url(shop), run);
            assertThat(shop.number(OURS)).isZero();

            watch.look();
            assertThat(shop.number(OURS)).isEqualTo(1);

            watch.rest();
            Await.until("the session to end", Duration.ofSeconds(10), () -> shop.number(OURS) == 0);

            watch.look();
            watch.leave();
            Await.until("the session to end", Duration.ofSeconds(10), () -> shop.number(OURS) == 0);
            assertThat(watch.look()).isEqualTo(Sighting.NOTHING);
            assertThat(shop.number(OURS)).isZero();
        }
    }

    @Test
    void aLookThatOutlastsThePatienceOfWhoeverWantsItOverHangsUpWhenItEnds() throws IOException {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        try (PgSession run = session(shop, "cleanslate shop");
                TcpProxy slow = new TcpProxy(url(shop).host(), url(shop).port(), (message, onwards) -> {
                    if (message.towardsServer() && message.text().contains("pg_stat_progress_copy")) {
                        asked.countDown();
                        await(answer);
                    }
                    onwards.write(message.bytes());
                    return true;
                })) {
            String through = shop.database.url().replace(":" + url(shop).port() + "/", ":" + slow.port() + "/");
            watch.at(DatabaseUrl.parse(through, Map.of()), run);
            CompletableFuture<Sighting> looking = CompletableFuture.supplyAsync(watch::look);
            await(asked);

            watch.leave();
            assertThat(shop.number(OURS)).isEqualTo(1);
            answer.countDown();

            assertThat(looking.join()).isEqualTo(Sighting.NOTHING);
            Await.until("the session to end", Duration.ofSeconds(10), () -> shop.number(OURS) == 0);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whereNoConnectionIsToBeHadItSaysSoAndTriesNoMore() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        try (PgSession run = session(shop, "cleanslate shop")) {
            watch.at(url(shop).withDatabase("no_such_database"), run);

            assertThat(watch.look().trouble().orElse(""))
                    .contains("cannot be seen from here", "no_such_database", "the run does not depend on it");
            assertThat(watch.look()).isEqualTo(Sighting.NOTHING);
        }
    }

    @Test
    void aLongLoadIsSeenInRows() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        shop.execute("CREATE TABLE big (id int)");
        try (PgSession run = session(shop, "cleanslate shop")) {
            watch.at(url(shop), run);
            var rows = new EndlessRows();
            CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> run.copyIn("COPY big FROM STDIN", rows));
            Sighting[] seen = {Sighting.NOTHING};
            try {
                Await.until("rows to be seen", Duration.ofSeconds(30), () -> {
                    seen[0] = watch.look();
                    return seen[0].work().startsWith("COPY big: ")
                            && !seen[0].work().startsWith("COPY big: 0 rows");
                });
            } finally {
                rows.end();
            }
            loading.join();

            assertThat(seen[0].work()).matches("COPY big: [0-9,]+ rows, [0-9,.]+ MB");
        } finally {
            watch.leave();
        }
    }

    @Test
    void aRunThatIsKeptWaitingSaysByWhomWhileItWaits() {
        Playground shop = Playground.shop(TestDatabases.NEWEST, folder);
        try (PgSession holder = session(shop, "somebody's shell")) {
            holder.begin(Isolation.READ_COMMITTED, false);
            holder.execute("LOCK TABLE users IN ROW EXCLUSIVE MODE");
            CompletableFuture<Void> release = CompletableFuture.runAsync(() -> {
                var looks = new HashSet<String>();
                // The first of two looks is told by the time of the second.
                Await.until("two looks at the wait", Duration.ofSeconds(60), () -> {
                    looks.addAll(lastLook(shop));
                    return looks.size() >= 2;
                });
                holder.rollback();
            });

            Spoken said = Spoken.by(() -> Launch.run(shop.invocation(Command.RESET, Optional.of(shop.databaseName()))));
            release.join();

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(said.out())
                    .containsSubsequence(
                            "'Tables are locked and measured, triggers ...' waits for ",
                            "on users, held by process ",
                            "(application \"somebody's shell\")",
                            "PASSED");
        }
    }

    private static List<String> lastLook(Playground shop) {
        try (PgSession session = shop.database.admin()) {
            return session
                    .query("SELECT query_start::text AS at FROM pg_stat_activity WHERE application_name = 'cleanslate"
                            + " progress' AND datname = current_database() AND query LIKE '-- What a few sessions%'")
                    .stream()
                    .map(row -> row.word("at"))
                    .toList();
        }
    }
}
