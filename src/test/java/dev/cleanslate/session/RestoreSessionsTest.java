package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.session.RestoreWish.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sessions that a restore has itself: that it is not in its own way, and what becomes of it when it loses one. */
class RestoreSessionsTest {

    private static final int MAJOR = 15;

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

    @Test
    void ofWhoLooksOnDoesNotCountAsSomebodyInTheWay() {
        PutBackShop there = PutBackShop.of(MAJOR, folder).emptied();
        DatabaseUrl url = DatabaseUrl.parse(there.shop().environment.getOrDefault("SHOP_URL", ""), Map.of());
        try (PgSession looking = PgSession.open(url, "cleanslate progress")) {
            looking.query("SELECT 1");

            Ran ran = there.restore(there.by(Way.SWAP), Optional.empty());

            assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(3);
            assertThat(PutBackShop.notes(ran)).doesNotContain("others are in the database");
        }
        try (PgSession application = PgSession.open(url, "some application")) {
            application.query("SELECT 1");

            Ran ran = there.restore(there.by(Way.SWAP), Optional.empty());

            assertThat(PutBackShop.notes(ran)).contains("others are in the database", "some application");
        }
    }

    /** The marker is written into a database that has no name yet, in a transaction of its own. */
    @Test
    void lostWhileTheMarkerIsWrittenLeaveEverythingAsItWas() throws IOException {
        Playground shop = Playground.shop(MAJOR, folder).target(", guarded: true, confirm-as: shop-prod");
        assertThat(Consulted.mark(shop, "shop-prod").exitCode()).isZero();
        PutBackShop marked = PutBackShop.of(shop).emptied();
        shop.rows = Optional.of("5");
        String before = marked.state();
        DatabaseUrl url = DatabaseUrl.parse(shop.database.url(), Map.of());
        var written = new AtomicBoolean();
        try (var proxy = new TcpProxy(url.host(), url.port(), (message, onwards) -> {
            if (message.towardsServer() && message.text().contains("DELETE FROM cleanslate.identity")) {
                written.set(true);
            }
            onwards.write(message.bytes());
            return !(written.get() && message.saysCommit());
        })) {
            shop.environment.put(
                    "SHOP_URL", shop.database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"));

            Ran ran = marked.restore(marked.by(Way.SWAP), Optional.of("shop-prod"));

            assertThat(written).as(ran.messages()).isTrue();
            assertThat(ran.exitCode()).as(ran.messages()).isEqualTo(4);
            assertThat(ran.committed()).isFalse();
            assertThat(ran.record().at("/commit/state").asString()).isEqualTo("none");
        }
        assertThat(marked.state()).isEqualTo(before);
        assertThat(
                        shop.number(
                                "SELECT count(*) FROM pg_database WHERE datname LIKE current_database() || '\\_cleanslate\\_%'"))
                .isZero();
    }
}
