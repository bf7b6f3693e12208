package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The marker is written once and on purpose, is in nobody's way, and is never believed of another database. */
class IdentityTest {

    private static final String MAJORS = "dev.cleanslate.postgres.TestDatabases#majors";

    @TempDir
    Path folder;

    private Playground shop(int major) {
        return Playground.shop(major, folder);
    }

    private static Playground marked(Playground shop) {
        Consulted marked = Consulted.mark(shop, shop.databaseName());
        assertThat(marked.exitCode()).as(marked.err()).isZero();
        return shop;
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void isWrittenOnTheOptInOnlyAndTwiceDoesNoHarm(int major) {
        Playground shop = shop(major);
        DatabaseState before = DatabaseState.of(shop.database);
        assertThat(Consulted.mark(shop, "").err()).contains("not marked: add --execute " + shop.databaseName());
        assertThat(Consulted.mark(shop, "gym_prod").exitCode()).isEqualTo(3);
        assertThat(DatabaseState.of(shop.database)).isEqualTo(before);

        Consulted first = Consulted.mark(shop, shop.databaseName());
        assertThat(first.err()).contains("Marked: cleanslate.identity says that this is \"test\"");
        Consulted second = Consulted.mark(shop, shop.databaseName());
        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).contains("Already marked");
        assertThat(shop.count("cleanslate.identity")).isEqualTo(1);
        assertThat(Consulted.of(shop).of("ok")).contains("identity: the identity marker is of \"test\"");
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_THE_SERVER_HEARS, 4, rolled back. Nothing was changed, 0",
        "AFTER_THE_SERVER_HEARD, 0, Marked: cleanslate.identity says, 1"
    })
    void isToldAsTheServerSaysWhereTheConnectionIsLostInCommit(CutProxy.Cut cut, int exit, String words, long tables)
            throws IOException {
        Playground shop = shop(TestDatabases.NEWEST);
        DatabaseUrl url = DatabaseUrl.parse(shop.database.url(), Map.of());
        try (var proxy = new CutProxy(url.host(), url.port(), cut)) {
            shop.environment.put(
                    "SHOP_URL", shop.database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"));
            Consulted marked = Consulted.mark(shop, shop.databaseName());

            assertThat(marked.err()).contains("The connection was lost during COMMIT", words);
            assertThat(marked.exitCode()).isEqualTo(exit);
            assertThat(shop.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'cleanslate'"))
                    .isEqualTo(tables);
        }
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void isInNobodysWay(int major) {
        Playground shop = shop(major);
        String fingerprint = fingerprint(shop.plan());
        marked(shop);
        assertThat(fingerprint(shop.plan())).isEqualTo(fingerprint);
        assertThat(Looked.at(shop, "other").suite()).doesNotContain("identity");
        shop.suite(Playground.SUITE.replace("protect:", "schemas: [public]\nprotect:"));
        assertThat(shop.plan().messages()).isEmpty();
        shop.suite(Playground.SUITE);
        Ran reset = shop.reset();
        assertThat(reset.messages()).isEmpty();
        assertThat(reset.removed("orders")).isEqualTo(300);
        assertThat(shop.count("cleanslate.identity")).isEqualTo(1);
    }

    private static String fingerprint(Ran plan) {
        assertThat(plan.messages()).isEmpty();
        return plan.record().at("/plan/schemaFingerprint").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "14, environment = 'prod', marker of \"prod\"",
        "18, environment = 'prod', marker of \"prod\"",
        "14, system_identifier = '1', of another server",
        "18, system_identifier = '1', of another server",
        "18, database_oid = '1', of another database",
        "18, branch = 'br-1', of another server",
        "18, live_since = now(), marked live"
    })
    void ofAnotherIsRefusedByResetDoctorAndMark(int major, String other, String words) {
        Playground shop = marked(shop(major));
        shop.execute("UPDATE cleanslate.identity SET " + other);
        Ran reset = shop.reset();
        assertThat(reset.messages()).contains(words);
        assertThat(reset.exitCode()).isEqualTo(3);
        assertThat(Consulted.of(shop).prevents()).contains(words);
        Consulted again = Consulted.mark(shop, shop.databaseName());
        assertThat(again.err()).contains(words);
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(shop.count("orders")).isEqualTo(300);
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void thatACloneTookAlongIsNotTakenForItsOwn(int major) {
        Playground shop = marked(shop(major));
        String copy = shop.databaseName() + "_copy";
        TestDatabases.Database elsewhere = TestDatabases.of(major).create();
        try (PgSession admin = elsewhere.admin()) {
            admin.execute("CREATE DATABASE " + copy + " TEMPLATE " + shop.databaseName());
        }
        String url = shop.database.url();
        shop.environment.put("SHOP_URL", url.replaceFirst("/[^/]*$", "/" + copy));
        Consulted consulted = Consulted.of(shop);
        assertThat(consulted.prevents()).contains("of another database", "restored, cloned or renamed copy");
        assertThat(consulted.mends()).contains("DROP TABLE cleanslate.identity;");
        assertThat(shop.reset(copy).messages()).contains("of another database");

        try (PgSession prompt = PgSession.open(
                dev.cleanslate.postgres.DatabaseUrl.parse(shop.environment.getOrDefault("SHOP_URL", ""), Map.of()),
                "test")) {
            prompt.execute("DROP TABLE cleanslate.identity");
        }
        assertThat(Consulted.mark(shop, copy).exitCode()).isZero();
        assertThat(shop.reset(copy).messages()).isEmpty();
        shop.environment.put("SHOP_URL", url);
        assertThat(Consulted.of(shop).exitCode()).isZero();
    }

    @ParameterizedTest
    @MethodSource(MAJORS)
    void isWrittenByAPlainRoleThatMayCreateASchema(int major) {
        Playground shop = shop(major);
        String role = RolesTest.as(shop, "");
        Consulted lacking = Consulted.mark(shop, shop.databaseName());
        String grant = "GRANT CREATE ON DATABASE \"" + shop.databaseName() + "\" TO \"" + role + "\";";
        assertThat(lacking.err()).contains(grant);
        assertThat(lacking.exitCode()).isEqualTo(3);
        shop.execute(grant);
        assertThat(Consulted.mark(shop, shop.databaseName()).exitCode()).isZero();
        RolesTest.as(shop, "");
        assertThat(Consulted.of(shop).of("ok")).contains("identity: the identity marker is of \"test\"");
    }

    @Test
    void isDemandedOfAGuardedTargetAndRefusesABareUrl() {
        Playground shop = shop(TestDatabases.NEWEST).target(", guarded: true, confirm-as: shop-test");
        Consulted bare = Consulted.of(shop);
        assertThat(bare.prevents()).contains("the reset of a guarded target demands one");
        assertThat(bare.mends())
                .contains("java -jar target/cleanslate.jar doctor --target test --mark --execute shop-test");
        assertThat(shop.reset("shop-test").messages()).contains("--mark --execute shop-test");
        assertThat(Consulted.mark(shop, "shop-test").exitCode()).isZero();
        assertThat(Consulted.of(shop).exitCode()).isZero();
        assertThat(shop.reset("shop-test").messages()).contains("guarded", "certificate");
        assertThat(Consulted.url(shop, shop.database.url(), List.of("shop")).prevents())
                .contains("Use --target test");
    }
}
