package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.engine.Launch;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.suite.Mangled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs on mangled files, as the commands start them, against a real database: each ends soon, with an exit code
 * that says what kind of trouble it is and a message for a stranger, and without a password.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MangledRunsTest {

    private static final int RUNS = Integer.getInteger("mangled", 1_000);
    private static final int RESETS = 60;
    private static final int SOUND_RESETS = 30;
    private static final String WRITTEN = "Hunter2Marker";

    private static final String SUITE = """
            suite: shop
            about: what was tried out in the shop
            schemas: [public]
            # Nothing of this may go.
            protect:
              - products: { allow-empty: false }
            triggers: { disable: [orders_told] }
            phases:
              - name: Orders
                wipe: [orders, audit]
                timeout: 5m
                lock-timeout: 10s
                checks: [ { rows: { orders: 0 } } ]
              - name: Accounts
                keep-rows: { users: "email like '%3@example.com'" }
            restart-sequences: wiped
            unclassified: refuse
            checks:
              - rows: { users: "1..5", orders: 0, products: ">0" }
              - name: Nobody is left of the others
                query: "select id from users where email not like '%3@%'"
                expect: empty
              - trigger: { orders_told: enabled }
              - no-orphans: true
            """;

    private static final String TARGETS = """
            # Where it is.
            targets:
              test: { url: "${SHOP_URL}", suites: [shop], guarded: false, confirm-as: shop-test, max-connections: 50 }
              prod:
                url: "postgresql://me:Hunter2Marker@db.example/shop"   # its password must not be here
                suite: shop
                guarded: true
                require-tls: true
                backup: { max-age: 15m }
            """;

    private final Map<Integer, Integer> codes = new TreeMap<>();
    private final Random random = new Random(1_003);

    @TempDir
    Path folder;

    @Test
    void aMangledSuiteIsPlannedOrRefused() throws IOException {
        Playground shop = shop();
        assertThat(shop.suite(SUITE).plan().messages()).isEmpty();
        DatabaseState before = DatabaseState.of(shop.database);
        Set<String> sound = new LinkedHashSet<>();
        for (int i = 0; i < RUNS; i++) {
            String mangled = mangled(i);
            shop.suite(mangled);
            if (isClear(shop, mangled, List.of(0, 2, 3), shop.invocation(Command.PLAN, Optional.empty())) == 0) {
                sound.add(mangled);
            }
        }
        assertThat(DatabaseState.of(shop.database)).isEqualTo(before);
        assertSomeOfEach(shop);
        assertThat(codes.getOrDefault(3, 0)).as("refused by the plan").isGreaterThan(RUNS / 10);
        assertThat(codes.getOrDefault(0, 0)).as("sound").isGreaterThan(RUNS / 50);
        codes.clear();
        resetOnDatabasesOfTheirOwn(shop.database, before, List.copyOf(sound));
    }

    /** Some of those whose plan is green: what is planned is one thing, and what becomes of it another. */
    private void resetOnDatabasesOfTheirOwn(TestDatabases.Database pristine, DatabaseState before, List<String> sound) {
        int step = Math.max(1, sound.size() / SOUND_RESETS);
        for (int i = 0; i < sound.size(); i += step) {
            var shop =
                    new Playground(TestDatabases.of(TestDatabases.NEWEST).copy(pristine), folder.resolve("own-" + i));
            shop.suite(sound.get(i));
            int code = isClear(
                    shop,
                    sound.get(i),
                    List.of(0, 1, 2, 3, 4),
                    shop.invocation(Command.RESET, Optional.of(shop.databaseName())));
            if (code != 0) {
                // A trigger's row is rolled back, and the number that it drew for it is gone all the same.
                assertThat(DatabaseState.of(shop.database).apartFromNumbersDrawn())
                        .as(sound.get(i))
                        .isEqualTo(before.apartFromNumbersDrawn());
            }
            shop.database.drop();
        }
        System.out.println("of " + sound.size() + " different ones with a green plan, exit codes of resets: " + codes);
        assertThat(codes).containsKey(0);
    }

    @Test
    void aMangledSuiteResetsTheDatabaseOrLeavesItAsItWas() throws IOException {
        Playground shop = shop();
        DatabaseState before = DatabaseState.of(shop.database);
        for (int i = 0; i < RESETS; i++) {
            String mangled = mangled(i);
            shop.suite(mangled);
            int code = isClear(
                    shop,
                    mangled,
                    List.of(0, 1, 2, 3),
                    shop.invocation(Command.RESET, Optional.of(shop.databaseName())));
            if (code == 0) {
                shop = shop();
                before = DatabaseState.of(shop.database);
            } else {
                assertThat(DatabaseState.of(shop.database)).as(mangled).isEqualTo(before);
            }
        }
        assertSomeOfEach(shop);
        assertThat(codes).containsKeys(1, 3);
    }

    private String mangled(int i) {
        return switch (i % 10) {
            case 0 -> Mangled.text(SUITE, random, 1 + i % 3);
            case 1 -> Mangled.text(MangledMeaning.text(SUITE, random), random, 1);
            case 2, 3 -> MangledMeaning.text(MangledMeaning.text(SUITE, random), random);
            default -> MangledMeaning.text(SUITE, random);
        };
    }

    @Test
    void aMangledTargetsFileIsPlannedOrRefused() throws IOException {
        Playground shop = shop().suite(SUITE);
        for (int i = 0; i < RUNS; i++) {
            String sound = i % 8 < 6 ? TARGETS.substring(0, TARGETS.indexOf("  prod:")) : TARGETS;
            String mangled = i % 2 == 0 ? MangledTarget.text(sound, random) : Mangled.text(sound, random, 1 + i % 3);
            // 4: an address that is well-formed and leads nowhere.
            Invocation invocation = shop.invocation(Command.PLAN, Optional.empty());
            shop.file("targets.yaml", mangled);
            isClear(shop, mangled, List.of(0, 2, 3, 4), invocation);
        }
        assertSomeOfEach(shop);
    }

    private Playground shop() {
        return Playground.shop(TestDatabases.NEWEST, folder);
    }

    private int isClear(Playground shop, String mangled, List<Integer> allowed, Invocation invocation) {
        Spoken heard = Spoken.by(() -> Launch.run(invocation));
        String said = heard.out() + heard.err();
        codes.merge(heard.exitCode(), 1, Integer::sum);
        String which = "exit " + heard.exitCode() + " and\n" + said + "\nof\n" + mangled;
        assertThat(heard.exitCode()).as(which).isIn(allowed);
        assertThat(said)
                .as(which)
                .doesNotContain(
                        "an error in Cleanslate itself",
                        "Exception",
                        "StackOverflow",
                        "\tat ",
                        WRITTEN,
                        password(shop));
        if (heard.exitCode() != 0) {
            assertThat(said).as(which).containsAnyOf("Nothing was ", "nothing was ");
        }
        return heard.exitCode();
    }

    private static String password(Playground shop) {
        return shop.database.url().replaceAll(".*://[^:]*:([^@]*)@.*", "$1");
    }

    private void assertSomeOfEach(Playground shop) throws IOException {
        System.out.println("exit codes of "
                + codes.values().stream().mapToInt(Integer::intValue).sum() + " runs on mangled files: " + codes);
        assertThat(codes).containsKeys(0, 2);
        try (var files = Files.walk(shop.reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain(WRITTEN, password(shop), "\tat dev.");
            }
        }
    }
}
