package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that speaks TLS, by a certificate that nobody signed but itself. */
record TlsServer(TestDatabases server, String certificate) implements AutoCloseable {

    /** The server makes its own key, which must belong to the account that it runs as. */
    static TlsServer start() {
        Needs.program("openssl", "version");
        TestDatabases server = TestDatabases.alone(TestDatabases.NEWEST);
        TestDatabases.Database any = server.create();
        any.run(
                "COPY (SELECT 1 LIMIT 0) TO PROGRAM 'openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
                        + " -addext subjectAltName=IP:127.0.0.1 -keyout server.key -out server.crt 2> openssl.log"
                        + " && chmod 600 server.key'");
        try (PgSession admin = any.admin()) {
            admin.execute("ALTER SYSTEM SET ssl = on");
            admin.query("SELECT pg_reload_conf()");
            return new TlsServer(
                    server,
                    admin.query("SELECT pg_read_file('server.crt') AS pem")
                            .get(0)
                            .word("pem"));
        }
    }

    /** The parameters of a URL that verifies it; the file is put into this folder. */
    String verified(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("server.crt"), certificate);
        return "?sslmode=verify-full&sslrootcert=" + file;
    }

    @Override
    public void close() {
        server.close();
    }
}
