package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.rehearsal.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real pgbouncer in transaction mode in between. */
class PooledTest {

    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.cleanslate.postgres.TestDatabases#majors")
    void aPoolerInTransactionModeIsToldByTheDoctorAndNothingIsMarkedOrResetThroughIt(int major) throws Exception {
        Needs.that(Files.isExecutable(PGBOUNCER), "pgbouncer is installed");
        Playground shop = Playground.shop(major, folder);
        int port = Ports.free();
        Process pooler = start(shop, port);
        try {
            awaitUp(pooler, port);
            shop.environment.put("SHOP_URL", shop.database.url().replaceFirst("@[^/]*/", "@127.0.0.1:" + port + "/"));
            Consulted pooled = Consulted.of(shop);
            assertThat(pooled.prevents()).as(pooled.err()).contains("pooler: a pooler in transaction mode");
            assertThat(pooled.exitCode()).isEqualTo(3);
            assertThat(Consulted.mark(shop, shop.databaseName()).err()).contains("a pooler in transaction mode");
            assertThat(shop.reset().messages()).contains("a pooler in transaction mode");
        } finally {
            pooler.destroy();
            pooler.waitFor(10, TimeUnit.SECONDS);
        }
        shop.environment.put("SHOP_URL", shop.database.url());
        assertThat(Consulted.of(shop).of("ok")).contains("pooler: none in transaction mode");
    }

    private Process start(Playground shop, int port) throws IOException {
        DatabaseUrl server = DatabaseUrl.parse(shop.database.url(), Map.of());
        String password = shop.database.url().replaceFirst("^[^:]*://[^:]*:([^@]*)@.*", "$1");
        // It does not run as root, and whoever it runs as has to reach its files.
        Path files = Files.createTempDirectory(Path.of("/tmp"), "pooled");
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path config = files.resolve("pgbouncer.ini");
        Files.writeString(config, """
                [databases]
                * = host=%s port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = 5
                ignore_startup_parameters = extra_float_digits,options
                """.formatted(server.host(), server.port(), server.user(), password, port));
        config.toFile().deleteOnExit();
        files.toFile().deleteOnExit();
        boolean root = System.getProperty("user.name", "").equals("root");
        return (root
                        ? new ProcessBuilder(PGBOUNCER.toString(), "-u", "nobody", config.toString())
                        : new ProcessBuilder(PGBOUNCER.toString(), config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pooler.log").toFile())
                .start();
    }

    private void awaitUp(Process pooler, int port) throws IOException {
        Await.until("pgbouncer", Duration.ofSeconds(20), () -> !pooler.isAlive() || Ports.isOpen(port));
        assertThat(pooler.isAlive())
                .as(Files.readString(folder.resolve("pooler.log")))
                .isTrue();
    }
}
