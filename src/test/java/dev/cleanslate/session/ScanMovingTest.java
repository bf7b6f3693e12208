package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.session.Invocation.ScanWish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a scan when the database changes under it: after the catalog was read, right before a table is. */
@Timeout(120)
class ScanMovingTest {

    private static final String SHOP = """
            CREATE TABLE users (id int PRIMARY KEY, email text);
            INSERT INTO users SELECT g, 'a' || g || '@shop.test' FROM generate_series(1, 30) g;
            CREATE TABLE victims (id int PRIMARY KEY, email text);
            INSERT INTO victims VALUES (1, 'a@shop.test');
            """;

    @TempDir
    Path folder;

    private final Playground[] shop = new Playground[1];

    /** Scans, and does something else at the moment when the table {@code victims} is asked for. */
    private Scanned meanwhile(Runnable act) throws IOException {
        shop[0] = new Playground(TestDatabases.of(TestDatabases.NEWEST).create(SHOP), folder);
        DatabaseUrl url = DatabaseUrl.parse(shop[0].database.url(), Map.of());
        AtomicBoolean armed = new AtomicBoolean(true);
        try (TcpProxy proxy = new TcpProxy(url.host(), url.port(), (message, onwards) -> {
            if (message.towardsServer()
                    && message.asked().contains("MATERIALIZED")
                    && message.asked().contains("victims")
                    && armed.getAndSet(false)) {
                act.run();
            }
            onwards.write(message.bytes());
            return true;
        })) {
            return Scanned.of(
                    shop[0],
                    shop[0].database.url().replace(":" + url.port() + "/", ":" + proxy.port() + "/"),
                    ScanWish.USUAL);
        }
    }

    private void execute(String sql) {
        shop[0].execute(sql);
    }

    @Test
    void aTableThatIsDropped() throws IOException {
        Scanned scanned = meanwhile(() -> execute("DROP TABLE victims"));

        assertThat(scanned.unread()).isEqualTo("victims.: it is gone, or is called something else by now");
        assertThat(scanned.found())
                .containsExactly("critical demo-email users.email 30", "critical numbered-series users.email 30");
        assertThat(scanned.exitCode()).isEqualTo(1);
    }

    @Test
    void aTableThatIsCalledSomethingElse() throws IOException {
        Scanned scanned = meanwhile(() -> execute("ALTER TABLE victims RENAME TO others"));

        assertThat(scanned.unread()).isEqualTo("victims.: it is gone, or is called something else by now");
        assertThat(scanned.found())
                .containsExactly("critical demo-email users.email 30", "critical numbered-series users.email 30");
    }

    @Test
    void aColumnThatIsDropped() throws IOException {
        Scanned scanned = meanwhile(() -> execute("ALTER TABLE victims DROP COLUMN email"));

        assertThat(scanned.unread()).contains("victims.email: reading it failed (SQLSTATE 42703)");
        assertThat(scanned.found())
                .containsExactly("critical demo-email users.email 30", "critical numbered-series users.email 30");
    }

    @Test
    void aDatabaseThatIsCalledSomethingElse() throws IOException {
        long started = System.nanoTime();
        Scanned scanned = meanwhile(() -> {
            String server = shop[0].database.url().replaceFirst("/[^/]*$", "/postgres");
            String name = shop[0].databaseName();
            try (PgSession admin = PgSession.open(DatabaseUrl.parse(server, Map.of()), "test")) {
                admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
                admin.execute("ALTER DATABASE " + name + " RENAME TO " + name + "_gone");
            }
        });

        assertThat(scanned.exitCode()).isEqualTo(4);
        assertThat(scanned.ran().outcome()).isEqualTo("error");
        assertThat(scanned.ran().messages())
                .contains(
                        "the connection to " + shop[0].database.name() + " was lost after",
                        "57P01",
                        "not called clean");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
    }
}
