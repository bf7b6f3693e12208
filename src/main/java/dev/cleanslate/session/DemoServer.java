package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.rehearsal.EmbeddedRequest;
import dev.cleanslate.rehearsal.EmbeddedServer;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Target.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A throwaway server with the suite's own schema and demo data in it. */
final class DemoServer {

    private DemoServer() {}

    static void start(Workbench bench, String step, Where.Embedded embedded) {
        bench.events().tell(new RunEvent.Working(step, "starting the server"));
        EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(embedded.major(), Map.of()));
        // On a signal the run rolls back and writes its record first, and needs the server for that.
        server.leaveExitToOwner();
        bench.server(server);
        bench.url(url(server, "postgres"));
        String database = (bench.suite.name() + "_" + bench.target.name()).replaceAll("[^A-Za-z0-9_]", "_");
        try (PgSession admin = PgSession.open(bench.url(), "cleanslate demo")) {
            admin.execute("CREATE DATABASE " + QualifiedName.quote(database));
        }
        bench.url(url(server, database));
        try (PgSession session = PgSession.open(bench.url(), "cleanslate demo")) {
            String scale = bench.invocation.scale().orElse(bench.target.scale()).toPlainString();
            session.query("SELECT pg_catalog.set_config('cleanslate.scale', ?, false)", scale);
            load(bench, step, session, "schema.sql");
            load(bench, step, session, "data.sql");
        }
        // In a session of its own: the counts of the loading one arrive when it ends, and would be added to these.
        try (PgSession session = PgSession.open(bench.url(), "cleanslate demo")) {
            session.execute("ANALYZE");
        }
    }

    /** An empty database of that name on the server. */
    static DatabaseUrl made(EmbeddedServer server, String database) {
        try (PgSession admin = PgSession.open(url(server, "template1"), "cleanslate rehearsal")) {
            admin.execute("CREATE DATABASE " + QualifiedName.quote(database) + " TEMPLATE template0");
        }
        return url(server, "template1").withDatabase(database);
    }

    private static DatabaseUrl url(EmbeddedServer server, String database) {
        return DatabaseUrl.parse(
                "postgresql://" + server.superuser() + ":" + server.password() + "@" + server.host() + ":"
                        + server.port() + "/" + database,
                Map.of());
    }

    private static void load(Workbench bench, String step, PgSession session, String name) {
        bench.events().tell(new RunEvent.Working(step, "loading " + name));
        Path folder = bench.suite.file().toAbsolutePath().getParent();
        Path file = folder == null ? Path.of(name) : folder.resolve(name);
        try {
            session.script(Files.readString(file));
        } catch (IOException unreadable) {
            throw new StepFailure(
                    StepFailure.Kind.USAGE,
                    bench.target.place() + ": target \"" + bench.target.name() + "\" is embedded and loads " + name
                            + " of suite \"" + bench.suite.name() + "\", but that file cannot be read ("
                            + unreadable.getClass().getSimpleName()
                            + "). Put it beside suite.yaml, or give the target a url. Nothing was run.",
                    unreadable);
        }
    }
}
