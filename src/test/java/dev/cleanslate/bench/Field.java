package dev.cleanslate.bench;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.rehearsal.EmbeddedRequest;
import dev.cleanslate.rehearsal.EmbeddedServer;
import java.util.Map;

/** One server with databases to try things on; each try gets a fresh clone of the same data. */
final class Field implements AutoCloseable {

    private final EmbeddedServer server;
    private int clones;

    Field(int major) {
        // As a server in use is set up, but for what an ordinary disk would add to every commit.
        server = EmbeddedServer.start(new EmbeddedRequest(
                major, Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "autovacuum", "off")));
    }

    String database(String name, String script) {
        try (PgSession admin = session("postgres")) {
            admin.execute("CREATE DATABASE " + name);
        }
        try (PgSession session = session(name)) {
            session.script(script);
        }
        try (PgSession session = session(name)) {
            session.execute("VACUUM ANALYZE");
            session.execute("CHECKPOINT");
        }
        return name;
    }

    String cloneOf(String name) {
        String clone = name + "_" + ++clones;
        try (PgSession admin = session("postgres")) {
            admin.execute("CREATE DATABASE " + clone + " TEMPLATE " + name);
            admin.execute("CHECKPOINT");
        }
        return clone;
    }

    void drop(String name) {
        try (PgSession admin = session("postgres")) {
            admin.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    PgSession session(String database) {
        return PgSession.open(DatabaseUrl.parse(url(database), Map.of()), "cleanslate bench");
    }

    String url(String database) {
        return "postgresql://" + server.superuser() + ":" + server.password() + "@" + server.host() + ":"
                + server.port() + "/" + database;
    }

    @Override
    public void close() {
        server.close();
    }
}
