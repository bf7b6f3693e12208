package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Resets that are hit at random moments. After each the database is wholly before or wholly after, nothing of the run
 * is left on the server, and the record tells the truth. {@code -Dkills=200 -Dkills.seed=7} says how many, and which: with
 * {@code mvn test -Dtest=HostileRunsTest -DargLine="-Dkills=200 -Dkills.seed=7"} 200 take some four minutes, so fewer are
 * the rule.
 */
@Tag("slow")
class HostileRunsTest {

    private static final int KILLS = Integer.getInteger("kills", 40);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime() % 1_000_000);

    private static final String SCHEMA = Playground.SHOP + """
            CREATE TABLE bulk (id int PRIMARY KEY, filler text);
            INSERT INTO bulk SELECT g, repeat('x', 400) FROM generate_series(1, 2000) g;
            CREATE MATERIALIZED VIEW sums AS SELECT count(*) FROM orders;
            ANALYZE;
            """;

    private static final String SUITE = """
            suite: shop
            protect: [products]
            triggers: { disable: [orders_told] }
            phases:
              - name: Orders
                wipe: [orders, audit]
              - name: Accounts
                keep-rows: { users: "id <= 3" }
              - name: Bulk
                reset: { bulk: { filler: { sql: "repeat('y', 400)" } } }
            checks:
              - rows: { users: 3, orders: 0, audit: 0, products: 5, bulk: 2000 }
              - trigger: { orders_told: enabled }
            """;

    private enum Kind {
        PROCESS_KILLED,
        BACKEND_TERMINATED,
        CONNECTION_CUT,
        SERVER_CRASHED,
        SERVER_OUT_OF_REACH,
        DISK_OF_REPORTS_FULL,
        DISK_OF_SERVER_FULL
    }

    private final Random random = new Random(SEED);
    private final Map<Kind, Integer> stillBefore = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> isAfter = new EnumMap<>(Kind.class);
    private final TestDatabases server = TestDatabases.of(TestDatabases.NEWEST);

    @TempDir
    Path folder;

    @Test
    void aResetThatIsHitLeavesTheDatabaseWhollyBeforeOrWhollyAfterAndARecordThatIsTrue() throws Exception {
        var mounted = SmallDisk.mount(8);
        Needs.that(mounted.isPresent(), "mounting a small disk needs root, with the right to mount");
        try (SmallDisk disk = mounted.get()) {
            TestDatabases.Database pristine = server.create(SCHEMA);
            pristine.run("COPY (SELECT 1 LIMIT 0) TO PROGRAM 'mkdir -m 700 " + disk.folder() + "/space'");
            pristine.run("CREATE TABLESPACE small LOCATION '" + disk.folder() + "/space'");
            Dry dry = dryRun(pristine);
            for (int i = 0; i < KILLS; i++) {
                hit(i, kind(i), pristine, dry, disk);
            }
            pristine.run("DROP TABLESPACE small");
            pristine.drop();
        }
        String figures = KILLS + " kills, seed " + SEED + ": before " + stillBefore + ", after " + isAfter;
        System.out.println(figures);
        assertThat(stillBefore.keySet()).as(figures).contains(Kind.BACKEND_TERMINATED, Kind.CONNECTION_CUT);
        assertThat(isAfter).as(figures).isNotEmpty();
    }

    private static Kind kind(int i) {
        if (i == 100) {
            return Kind
                    .SERVER_OUT_OF_REACH; // asks for 40 s what became of its COMMIT, so only where many are asked for
        }
        return switch (i % 20) {
            case 0, 4, 8, 12, 16 -> Kind.PROCESS_KILLED;
            case 1, 5, 9, 13, 17, 18 -> Kind.CONNECTION_CUT;
            case 3 -> Kind.DISK_OF_REPORTS_FULL;
            case 7 -> Kind.DISK_OF_SERVER_FULL;
            case 19 -> i % 40 == 19 ? Kind.SERVER_CRASHED : Kind.BACKEND_TERMINATED;
            default -> Kind.BACKEND_TERMINATED;
        };
    }

    /** How many messages a whole run has, which of them is the COMMIT, how much it writes, and what comes of it. */
    private record Dry(int messages, int commit, long evidence, DatabaseState before, DatabaseState after) {}

    private Dry dryRun(TestDatabases.Database pristine) throws IOException {
        Playground shop = new Playground(server.copy(pristine), folder.resolve("dry")).suite(SUITE);
        DatabaseState before = DatabaseState.of(shop.database);
        try (HostileProxy proxy = proxy(shop, 0, () -> false)) {
            assertThat(shop.reset().messages()).isEmpty();
            assertThat(proxy.commit()).isPositive();
            DatabaseState after = DatabaseState.of(shop.database);
            shop.database.drop();
            return new Dry(proxy.messages(), proxy.commit(), size(shop.reports), before, after);
        }
    }

    private void hit(int i, Kind kind, TestDatabases.Database pristine, Dry dry, SmallDisk disk) throws Exception {
        Path reports =
                kind == Kind.DISK_OF_REPORTS_FULL ? disk.folder().resolve("run-" + i) : folder.resolve("run-" + i);
        Playground shop = new Playground(server.copy(pristine), reports).suite(SUITE);
        int moment = random.nextInt(4) == 0
                ? Math.max(1, dry.commit() - 3 + random.nextInt(8))
                : 1 + random.nextInt(dry.messages());
        if (kind == Kind.SERVER_OUT_OF_REACH) {
            moment = dry.commit();
        }
        String which = "kill " + i + " of seed " + SEED + ": " + kind + " at message " + moment + " of "
                + dry.messages() + ", COMMIT is " + dry.commit();
        DatabaseState before = dry.before();
        if (kind == Kind.DISK_OF_SERVER_FULL) {
            shop.execute("ALTER TABLE bulk SET TABLESPACE small");
            before = DatabaseState.of(shop.database);
        }
        Optional<Integer> exit = switch (kind) {
            case PROCESS_KILLED -> killed(shop, moment);
            case BACKEND_TERMINATED -> through(shop, moment, () -> terminated(shop));
            case CONNECTION_CUT -> through(shop, moment, () -> true);
            case SERVER_OUT_OF_REACH -> outOfReach(shop, moment);
            case SERVER_CRASHED -> through(shop, moment, () -> crashed(shop));
            case DISK_OF_REPORTS_FULL -> full(shop, disk, 1 + (long) (random.nextDouble() * dry.evidence()));
            case DISK_OF_SERVER_FULL -> full(shop, disk, 1 + random.nextInt(1_400_000));
        };
        shop.awaitAlone(which);

        DatabaseState now = DatabaseState.of(shop.database);
        assertThat(now).as(which).isIn(before, dry.after());
        boolean changed = now.equals(dry.after());
        (changed ? isAfter : stillBefore).merge(kind, 1, Integer::sum);
        assertThat(shop.number("SELECT count(*) FROM pg_locks WHERE pid <> pg_backend_pid() AND (locktype = 'advisory'"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"))
                .as(which)
                .isZero();
        assertThat(shop.number("SELECT count(*) FROM pg_prepared_xacts"))
                .as(which)
                .isZero();
        RecordOfARun.in(shop.reports, which).tellsTheTruth(shop, exit, changed, kind == Kind.DISK_OF_REPORTS_FULL);
        shop.database.drop();
    }

    private HostileProxy proxy(Playground shop, int moment, HostileProxy.Blow blow) throws IOException {
        DatabaseUrl url = DatabaseUrl.parse(shop.database.url(), Map.of());
        var proxy = new HostileProxy(url.host(), url.port(), moment, random.nextDouble(), blow);
        shop.environment.put("SHOP_URL", shop.database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"));
        return proxy;
    }

    private Optional<Integer> through(Playground shop, int moment, HostileProxy.Blow blow) throws IOException {
        try (HostileProxy proxy = proxy(shop, moment, blow)) {
            int exit = shop.exitCode();
            assertThat(proxy.messages()).isPositive();
            return Optional.of(exit);
        }
    }

    private Optional<Integer> outOfReach(Playground shop, int moment) throws IOException {
        var itself = new CompletableFuture<HostileProxy>();
        try (HostileProxy proxy = proxy(shop, moment, () -> {
            itself.join().close();
            return true;
        })) {
            itself.complete(proxy);
            return Optional.of(shop.exitCode());
        }
    }

    private static boolean terminated(Playground shop) {
        shop.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
        return false;
    }

    /** One backend that dies of a SIGKILL takes the whole server through its recovery. */
    private static boolean crashed(Playground shop) {
        try {
            shop.execute("""
                    DO $$ BEGIN EXECUTE (SELECT format('COPY (SELECT 1 LIMIT 0) TO PROGRAM %L', 'kill -9 ' || string_agg(pid::text, ' '))
                      FROM pg_stat_activity WHERE datname = current_database()
                      AND pid <> pg_backend_pid() AND backend_type = 'client backend'); PERFORM pg_sleep(30); END $$""");
        } catch (RuntimeException goneWithIt) {
            // As every session of that server.
        }
        return false;
    }

    private Optional<Integer> killed(Playground shop, int moment) throws Exception {
        var process = new CompletableFuture<Process>();
        try (HostileProxy proxy = proxy(shop, moment, () -> {
            process.join().destroyForcibly();
            return false;
        })) {
            process.complete(KilledRun.start(shop, Long.MAX_VALUE));
            assertThat(process.join().waitFor(60, TimeUnit.SECONDS)).isTrue();
            return proxy.struck()
                    ? Optional.empty()
                    : Optional.of(process.join().exitValue());
        }
    }

    private static Optional<Integer> full(Playground shop, SmallDisk disk, long room) throws IOException {
        Invocation invocation = shop.invocation(Command.RESET, Optional.of(shop.databaseName()));
        Path filler = disk.folder().resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            long free = Files.getFileStore(disk.folder()).getUsableSpace();
            out.write(new byte[(int) Math.max(0, free - room)]);
        }
        try {
            return Optional.of(Launch.run(invocation));
        } finally {
            Files.delete(filler);
        }
    }

    private static long size(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }
}
