package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.rehearsal.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The doctor, and then a run, against servers that others set up: one that speaks TLS, and a standby. */
@Tag("slow")
class DoctorOfServersTest {

    @TempDir
    Path folder;

    private static Playground shop(TestDatabases server, Path folder, String parameters) {
        Playground shop = new Playground(server.create(Playground.SHOP), folder);
        shop.environment.put("SHOP_URL", shop.database.url() + parameters);
        return shop;
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OneThatSpeaksTls {

        private TlsServer tls;

        @BeforeAll
        void withACertificateThatNobodySigned() {
            tls = TlsServer.start();
        }

        @AfterAll
        void stop() {
            if (tls != null) {
                tls.close();
            }
        }

        @Test
        void isInOrderWhereTheTargetAsksForTlsAndTheUrlVerifiesIt() throws IOException {
            Playground shop = shop(tls.server(), folder, tls.verified(folder)).target(", require-tls: true");

            Consulted said = Consulted.of(shop);

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(said.of("ok")).contains("TLS: in use");
            assertThat(shop.reset().messages()).isEmpty();
            assertThat(shop.count("orders")).isZero();
        }

        @Test
        void isPreventedWhereTheTargetAsksForTlsAndTheUrlTurnsItOff() {
            Playground shop = shop(tls.server(), folder, "?sslmode=disable").target(", require-tls: true");
            String before = shop.state();

            Consulted said = Consulted.of(shop);

            assertThat(said.exitCode()).as(said.err()).isEqualTo(3);
            assertThat(said.prevents()).isEqualTo("TLS: not in use, and the target asks for it (require-tls)");
            assertThat(said.mends()).anyMatch(mend -> mend.contains("?sslmode=verify-full"));
            Ran refused = shop.reset();
            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.messages())
                    .contains("the target asks for TLS (require-tls), and this connection has none");
            assertThat(shop.state()).isEqualTo(before);
        }

        @Test
        void isWorthKnowingWhereNobodyAsksForTls() {
            Consulted said = Consulted.of(shop(tls.server(), folder, "?sslmode=disable"));

            assertThat(said.exitCode()).as(said.err()).isZero();
            assertThat(said.of("worth knowing")).contains("TLS: not in use; whoever is in between can read along");
        }

        @Test
        void cannotBeReachedByAUrlThatTrustsNoSuchCertificate() {
            Consulted said = Consulted.of(shop(tls.server(), folder, "?sslmode=verify-full&sslrootcert=system"));

            assertThat(said.exitCode()).as(said.err()).isEqualTo(4);
            assertThat(said.mends()).anyMatch(mend -> mend.contains("sslrootcert=<the server's CA file>"));
        }
    }

    /** Of version 15, since the client tools that copy it are of the machine. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AStandby {

        private TestDatabases primary;
        private TestDatabases.Database database;
        private int port;

        @BeforeAll
        void thatStreams() throws IOException {
            Needs.program("pg_basebackup", "--version");
            primary = TestDatabases.alone(15);
            database = primary.create(Playground.SHOP);
            DatabaseUrl url = DatabaseUrl.parse(database.url(), Map.of());
            port = Ports.free();
            String password = database.url().replaceAll(".*://[^:]*:([^@]*)@.*", "$1");
            try (PgSession admin = database.admin()) {
                String postgres = admin.query("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
                                .get(0)
                                .word("setting")
                        + "/postgres";
                admin.execute("COPY (SELECT 1 LIMIT 0) TO PROGRAM 'PGPASSWORD=" + password
                        + " pg_basebackup -h 127.0.0.1 -p " + url.port() + " -U " + url.user()
                        + " -D ../standby -R -X stream -c fast > standby.log 2>&1'");
                // Should nobody stop it, it ends by itself.
                admin.execute("COPY (SELECT 1 LIMIT 0) TO PROGRAM 'nohup timeout -s QUIT 300 \"" + postgres
                        + "\" -D ../standby -p " + port + " < /dev/null >> standby.log 2>&1 &'");
            }
            awaitUp();
        }

        private String standbyUrl() {
            int there = DatabaseUrl.parse(database.url(), Map.of()).port();
            return database.url().replace(":" + there + "/", ":" + port + "/");
        }

        private void awaitUp() {
            Await.until("the standby", Duration.ofMinutes(1), () -> {
                try (PgSession session = PgSession.open(DatabaseUrl.parse(standbyUrl(), Map.of()), "test")) {
                    return session.query("SELECT pg_is_in_recovery()").get(0).bool(0);
                }
            });
        }

        @AfterAll
        void stop() {
            if (database != null) {
                database.run("COPY (SELECT 1 LIMIT 0) TO PROGRAM 'kill -QUIT $(head -1 ../standby/postmaster.pid)'");
            }
            if (primary != null) {
                primary.close();
            }
        }

        private Playground shop;

        @BeforeEach
        void asATarget() {
            shop = new Playground(database, folder);
            shop.environment.put("SHOP_URL", standbyUrl());
        }

        @Test
        void isNamedAsWhatPreventsAResetWithThePrimaryAsItsMend() {
            Consulted said = Consulted.of(shop);

            assertThat(said.exitCode()).as(said.err()).isEqualTo(3);
            assertThat(said.prevents()).isEqualTo("writable: this is a standby in recovery");
            assertThat(said.mends()).contains("-- give the primary's address in the URL");
        }

        @Test
        void refusesAResetAndLeavesThePrimaryAsItWas() {
            String before = shop.state();

            Ran refused = shop.reset();

            assertThat(refused.exitCode()).as(refused.messages()).isEqualTo(3);
            assertThat(refused.messages()).contains("standby");
            assertThat(shop.state()).isEqualTo(before);
        }
    }
}
