package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.Await;
import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.TestDatabases;
import dev.cleanslate.rehearsal.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real pgbouncer in transaction mode before a database. */
record PgBouncer(Process process, int port, TestDatabases.Database database) implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    static PgBouncer before(TestDatabases.Database database) throws IOException {
        Needs.that(Files.isExecutable(PROGRAM), "pgbouncer is installed");
        int port = Ports.free();
        DatabaseUrl server = DatabaseUrl.parse(database.url(), Map.of());
        String password = database.url().replaceFirst("^[^:]*://[^:]*:([^@]*)@.*", "$1");
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
        Path log = files.resolve("pooler.log");
        for (Path file : new Path[] {files, config, log}) {
            file.toFile().deleteOnExit();
        }
        boolean root = System.getProperty("user.name", "").equals("root");
        Process process = (root
                        ? new ProcessBuilder(PROGRAM.toString(), "-u", "nobody", config.toString())
                        : new ProcessBuilder(PROGRAM.toString(), config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Await.until("pgbouncer", Duration.ofSeconds(20), () -> !process.isAlive() || Ports.isOpen(port));
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        return new PgBouncer(process, port, database);
    }

    /** Of the same database through the pooler, at a host of this name. */
    String url(String host) {
        return database.url().replaceFirst("@[^/]*/", "@" + host + ":" + port + "/");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
