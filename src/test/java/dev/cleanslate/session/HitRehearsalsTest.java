package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rehearsals whose way to the source is hit at random moments, pg_dump's connections included. {@code -Dhits=40
 * -Dkills.seed=7} says how many and which.
 */
@Tag("slow")
class HitRehearsalsTest {

    private static final int MAJOR = 15;
    private static final int HITS = Integer.getInteger("hits", 4);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime() % 1_000_000);
    private static final String SCHEMA = Playground.SHOP
            + "CREATE TABLE bulk AS SELECT g AS id, md5(g::text) AS text FROM generate_series(1, 20000) g; ANALYZE;";
    private static final String SUITE = Playground.SUITE.replace("protect: [products]", "protect: [products, bulk]");

    private enum Kind {
        CONNECTION_CUT,
        SOURCE_GONE,
        BACKEND_TERMINATED,
        PROCESS_KILLED
    }

    private final Random random = new Random(SEED);

    /** Shared, since the first server of each unpacks its binaries. */
    @TempDir
    static Path temporary;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsClientTools() {
        Needs.pgDump(MAJOR);
    }

    @Test
    void leaveTheSourceAsItWasAndTheTruthInTheRecord() throws IOException {
        TestDatabases server = TestDatabases.of(MAJOR);
        TestDatabases.Database pristine = server.create(SCHEMA);
        int messages = messagesOfAWholeOne(new Playground(server.copy(pristine), folder.resolve("whole")));
        for (int i = 0; i < HITS; i++) {
            Kind kind = Kind.values()[i % Kind.values().length];
            int moment = 1 + random.nextInt(messages);
            String which = "hit " + i + " of seed " + SEED + ": " + kind + " at message " + moment + " of " + messages;
            hit(kind, moment, which, new Playground(server.copy(pristine), folder.resolve("hit-" + i)));
        }
        pristine.drop();
    }

    private static int messagesOfAWholeOne(Playground shop) throws IOException {
        try (HostileProxy proxy = proxy(shop, 0, 0, () -> false)) {
            assertThat(OwnProcess.ended(start(shop), shop))
                    .as(OwnProcess.said(shop))
                    .isZero();
            new Leftovers(shop, temporary, "a whole one").areNone(false);
            shop.database.drop();
            return proxy.messages();
        }
    }

    private void hit(Kind kind, int moment, String which, Playground shop) throws IOException {
        DatabaseState before = DatabaseState.of(shop.database);
        var itself = new CompletableFuture<HostileProxy>();
        var process = new CompletableFuture<Process>();
        int exit;
        boolean struck;
        try (HostileProxy proxy = proxy(shop, moment, random.nextDouble(), () -> switch (kind) {
            case CONNECTION_CUT -> true;
            case SOURCE_GONE -> {
                itself.join().close();
                yield true;
            }
            case BACKEND_TERMINATED -> {
                shop.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                yield false;
            }
            case PROCESS_KILLED -> {
                process.join().destroyForcibly();
                yield false;
            }
        })) {
            itself.complete(proxy);
            process.complete(start(shop));
            exit = OwnProcess.ended(process.join(), shop);
            struck = proxy.struck();
        }

        new Leftovers(shop, temporary, which).areNone(false);
        assertThat(DatabaseState.of(shop.database)).as(which).isEqualTo(before);
        theRecordIsTrue(shop, exit, struck, which + "\n" + OwnProcess.said(shop));
        shop.database.drop();
    }

    /** A source that is not needed any more may go: the rest of a rehearsal is on the copy. */
    private static void theRecordIsTrue(Playground shop, int exit, boolean struck, String which) {
        assertThat(exit).as(which).isIn(0, 4, 137);
        if (!struck) {
            assertThat(exit).as(which).isZero();
        }
        if (exit == 137 && Journals.find(shop.reports).isEmpty()) {
            return;
        }
        Ran ran = Ran.latest(exit, shop.reports);
        assertThat(ran.committed()).as(which).isFalse();
        assertThat(ran.record().get("exitCode").asInt()).as(which).isEqualTo(exit == 137 ? 4 : exit);
        assertThat(ran.outcome()).as(which).isEqualTo(exit == 0 ? "passed" : "error");
        assertThat(ran.folder().resolve("certificate.json").toFile().exists())
                .as(which)
                .isEqualTo(exit == 0);
    }

    private static Process start(Playground shop) {
        return OwnProcess.in(temporary)
                .start(shop.suite(SUITE).target(", rehearsal: { on: embedded }"), Command.REHEARSE, List.of());
    }

    private static HostileProxy proxy(Playground shop, int moment, double part, HostileProxy.Blow blow)
            throws IOException {
        DatabaseUrl url = DatabaseUrl.parse(shop.database.url(), Map.of());
        var proxy = new HostileProxy(url.host(), url.port(), moment, part, blow);
        shop.environment.put("SHOP_URL", shop.database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"));
        return proxy;
    }
}
