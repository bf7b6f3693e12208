package dev.cleanslate.session;

import dev.cleanslate.plan.Diagnosis;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.postgres.Surroundings;
import dev.cleanslate.suite.Target;
import java.util.ArrayList;
import java.util.List;

/** The server, the database and the role by themselves, before any suite is asked. */
final class ServerLook {

    static final int NEWEST_TRIED = 18;
    private static final int CONNECTIONS_OF_A_RUN = 2;

    private final ServerFacts server;
    private final Surroundings surroundings;
    private final Target target;
    private final String role;
    private final String database;
    private final List<Diagnosis> found = new ArrayList<>();

    private ServerLook(ServerFacts server, Surroundings surroundings, Target target) {
        this.server = server;
        this.surroundings = surroundings;
        this.target = target;
        this.role = QualifiedName.quote(server.role());
        this.database = QualifiedName.quote(server.database());
    }

    static List<Diagnosis> of(ServerFacts server, Surroundings surroundings, Target target) {
        ServerLook look = new ServerLook(server, surroundings, target);
        look.server();
        look.connection();
        look.role();
        look.outsiders();
        return List.copyOf(look.found);
    }

    private void server() {
        found.add(
                server.major() <= NEWEST_TRIED
                        ? Diagnosis.ok("server version", "PostgreSQL " + server.version())
                        : Diagnosis.worthKnowing(
                                "server version",
                                "PostgreSQL " + server.version() + " is newer than any this version was tried on"));
        if (server.inRecovery()) {
            found.add(Diagnosis.prevents(
                    "writable", "this is a standby in recovery", "-- give the primary's address in the URL"));
        } else if (server.readOnly()) {
            found.add(Diagnosis.prevents(
                    "writable",
                    "default_transaction_read_only is on for this role, database or server",
                    "SET default_transaction_read_only = off;",
                    "ALTER ROLE " + role + " IN DATABASE " + database + " SET default_transaction_read_only = off;"));
        } else {
            found.add(Diagnosis.ok("writable", "no standby, not read-only"));
        }
        found.add(
                server.trackCounts()
                        ? Diagnosis.ok("track_counts", "on")
                        : Diagnosis.prevents(
                                "track_counts",
                                "off, so nothing counts the rows a reset touches and protection cannot be proved",
                                "ALTER ROLE " + role + " IN DATABASE " + database
                                        + " SET track_counts = on;  -- as superuser; managed: its parameters"));
        found.add(surroundings
                .timeouts()
                .map(t -> Diagnosis.ok(
                        "timeouts",
                        "set for this role or database, and switched off by Cleanslate for its own session: " + t))
                .orElseGet(() -> Diagnosis.ok("timeouts", "none is set that would end a long run")));
    }

    private void connection() {
        String tls = surroundings.tls() ? "in use" : "not in use";
        if (surroundings.tls()) {
            found.add(Diagnosis.ok("TLS", tls));
        } else if (target.requireTls()) {
            found.add(Diagnosis.prevents(
                    "TLS",
                    tls + ", and the target asks for it (require-tls)",
                    "-- add ?sslmode=verify-full to the URL; if the server has no TLS: ALTER SYSTEM SET ssl = on;"));
        } else {
            found.add(Diagnosis.worthKnowing("TLS", tls + "; whoever is in between can read along"));
        }
        var connections = surroundings.connections();
        String free = Math.max(0, connections.free(server.superuser())) + " of " + connections.most()
                + " connections are free to this role";
        found.add(
                // This session is counted among the used ones.
                connections.free(server.superuser()) + 1 >= CONNECTIONS_OF_A_RUN
                        ? Diagnosis.ok("connections", free)
                        : Diagnosis.prevents(
                                "connections",
                                free + ", and a run needs " + CONNECTIONS_OF_A_RUN,
                                connections.roleLimit() >= 0
                                        ? "ALTER ROLE " + role + " CONNECTION LIMIT " + (connections.roleLimit() + 2)
                                                + ";"
                                        : "-- stop the application, or raise max_connections"));
    }

    private void role() {
        var about = surroundings.role();
        found.add(Diagnosis.ok("role", server.role() + (server.superuser() ? ", a superuser" : ", no superuser")));
        if (about.expiresSoon()) {
            found.add(Diagnosis.worthKnowing(
                    "password",
                    "it is valid until " + about.validUntil().orElse("") + ", which is soon or past",
                    "ALTER ROLE " + role + " VALID UNTIL 'infinity';"));
        }
        if (!about.identifiable()) {
            String grant = "GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO " + role + ";";
            String said = "the role may not ask which server this is (pg_control_system)";
            found.add(
                    target.guarded()
                            ? Diagnosis.prevents(
                                    "server identity", said + ", which the reset of a guarded target has to", grant)
                            : Diagnosis.unseen("server identity", said, grant));
        }
        found.add(
                server.superuser() || about.seesSessions()
                        ? Diagnosis.ok("sight of sessions", "what other sessions do can be seen")
                        : Diagnosis.unseen(
                                "sight of sessions",
                                "other roles' sessions are counted, but what they do, and since when, is hidden",
                                seeing(about.inherits())));
    }

    /** What is granted to a role of another counts for a NOINHERIT one only when it is said so, or since 16 can be. */
    private String[] seeing(boolean inherits) {
        String grant = "GRANT pg_read_all_stats TO " + role;
        if (inherits) {
            return new String[] {grant + ";"};
        }
        return server.major() >= 16
                ? new String[] {grant + " WITH INHERIT TRUE;"}
                : new String[] {grant + ";", "ALTER ROLE " + role + " INHERIT;"};
    }

    private void outsiders() {
        if (!server.eventTriggers().isEmpty()) {
            found.add(Diagnosis.worthKnowing(
                    "event triggers",
                    String.join(", ", server.eventTriggers()) + " may act on the ALTER statements of a reset",
                    server.eventTriggers().stream()
                            .map(name -> "ALTER EVENT TRIGGER " + QualifiedName.quote(name)
                                    + " DISABLE;  -- only if it does, and ENABLE afterwards")
                            .toArray(String[]::new)));
        }
        if (!server.subscriptions().isEmpty()) {
            found.add(Diagnosis.worthKnowing(
                    "subscriptions",
                    String.join(", ", server.subscriptions()) + " may bring rows back into wiped tables",
                    server.subscriptions().stream()
                            .map(name -> "ALTER SUBSCRIPTION " + QualifiedName.quote(name) + " DISABLE;")
                            .toArray(String[]::new)));
        }
    }
}
