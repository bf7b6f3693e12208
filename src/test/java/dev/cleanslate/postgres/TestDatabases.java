package dev.cleanslate.postgres;

import dev.cleanslate.rehearsal.EmbeddedRequest;
import dev.cleanslate.rehearsal.EmbeddedServer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One embedded server per major and JVM, started when first asked for, and as many databases on it as tests want. */
public final class TestDatabases implements AutoCloseable {

    public static final int OLDEST = 14;
    public static final int NEWEST = 18;

    private static final Map<Integer, TestDatabases> SERVERS = new ConcurrentHashMap<>();
    private static final Map<String, String> SETTINGS =
            Map.of("fsync", "off", "max_connections", "60", "max_prepared_transactions", "5", "wal_level", "logical");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedServer server;
    private final Set<String> standing = ConcurrentHashMap.newKeySet();

    private TestDatabases(EmbeddedServer server) {
        this.server = server;
    }

    public static TestDatabases of(int major) {
        return SERVERS.computeIfAbsent(
                major, m -> new TestDatabases(EmbeddedServer.start(new EmbeddedRequest(m, SETTINGS))));
    }

    /** A server of its own, for a test that changes what all of a server's databases have in common. */
    public static TestDatabases alone(int major) {
        return new TestDatabases(EmbeddedServer.start(new EmbeddedRequest(major, SETTINGS)));
    }

    /** Only of one that is {@link #alone}; what tests share goes with the JVM. */
    @Override
    public void close() {
        server.close();
    }

    /** Drops whatever still stands on the servers that tests share. */
    static void dropAll() {
        SERVERS.values().forEach(TestDatabases::dropStanding);
    }

    private void dropStanding() {
        if (standing.isEmpty()) {
            return;
        }
        try (PgSession session = PgSession.open(DatabaseUrl.parse(url("postgres"), Map.of()), "test")) {
            standing.removeIf(name -> dropped(session, name));
        }
    }

    /** One that a prepared transaction or a slot of a test holds stays, and goes with the server. */
    private static boolean dropped(PgSession session, String name) {
        try {
            session.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            return true;
        } catch (SqlFailure held) {
            return false;
        }
    }

    /** For {@code @MethodSource}; {@code -Dtest.majors=14,15,16,17,18} widens it. */
    public static Stream<Integer> majors() {
        String majors = System.getProperty("test.majors", OLDEST + "," + NEWEST);
        return Arrays.stream(majors.split(",", -1)).map(Integer::valueOf);
    }

    /** A fresh database, on which each of these scripts was run. */
    public Database create(String... scripts) {
        return create("", scripts);
    }

    /** One that writes its texts in that encoding; under the locale C, which goes with any. */
    public Database encoded(String encoding, String... scripts) {
        return create(" ENCODING '" + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C'", scripts);
    }

    private Database create(String options, String[] scripts) {
        String name = "test_" + NUMBER.incrementAndGet();
        try (PgSession session = PgSession.open(DatabaseUrl.parse(url("postgres"), Map.of()), "test")) {
            session.execute("CREATE DATABASE " + name + " TEMPLATE template0" + options);
        }
        standing.add(name);
        Database database = new Database(name, url(name));
        database.run(scripts);
        return database;
    }

    /** A copy to the last object id, of a database that nobody is connected to. */
    public Database copy(Database original) {
        String name = "test_" + NUMBER.incrementAndGet();
        try (PgSession session = PgSession.open(DatabaseUrl.parse(url("postgres"), Map.of()), "test")) {
            session.execute("CREATE DATABASE " + name + " TEMPLATE " + original.name());
        }
        standing.add(name);
        return new Database(name, url(name));
    }

    private String url(String database) {
        return url(server.superuser(), server.password(), database);
    }

    private String url(String user, String password, String database) {
        return "postgresql://" + user + ":" + password + "@" + server.host() + ":" + server.port() + "/" + database;
    }

    /** A database of one test. */
    public final class Database {

        private final String name;
        private final String url;

        private Database(String name, String url) {
            this.name = name;
            this.url = url;
        }

        public String name() {
            return name;
        }

        /** With the superuser and its password. */
        public String url() {
            return url;
        }

        /** A new session of the superuser. */
        public PgSession admin() {
            return PgSession.open(DatabaseUrl.parse(url, Map.of()), "test");
        }

        /** With what is connected to it. */
        public void drop() {
            try (PgSession session =
                    PgSession.open(DatabaseUrl.parse(TestDatabases.this.url("postgres"), Map.of()), "test")) {
                session.execute("DROP DATABASE " + name + " WITH (FORCE)");
            }
            standing.remove(name);
        }

        public void run(String... scripts) {
            try (PgSession session = admin()) {
                for (String script : scripts) {
                    session.script(script);
                }
            }
        }

        /** A login role of this database alone; options as CREATE ROLE has them, none for a plain role. */
        public Role role(String options) {
            String role = "role_" + NUMBER.incrementAndGet();
            String password = "pw-" + role;
            run("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "' " + options);
            return new Role(role, TestDatabases.this.url(role, password, name));
        }
    }

    /** A login role, and the URL with which it connects to its database. */
    public record Role(String name, String url) {

        public PgSession open() {
            return PgSession.open(DatabaseUrl.parse(url, Map.of()), "test");
        }
    }
}
