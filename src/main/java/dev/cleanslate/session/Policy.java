package dev.cleanslate.session;

import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Mention;
import java.util.List;
import java.util.stream.Collectors;

/** What the target's entry in targets.yaml asks of a connection that will write. */
final class Policy {

    private Policy() {}

    static void require(Workbench bench, PgSession session) {
        if (bench.target.requireTls() && !encrypted(session)) {
            throw refused(
                    bench,
                    "asks for TLS (require-tls), and this connection has none. Add ?sslmode=verify-full to the URL.");
        }
        bench.target.maxConnections().ifPresent(most -> requireAtMost(bench, session, most));
        if (!bench.target.unbuilt().isEmpty()) {
            throw refused(
                    bench,
                    "asks for what is not built yet: "
                            + bench.target.unbuilt().stream().map(Mention::name).collect(Collectors.joining(", "))
                            + ". A reset that ignored it would be less safe than it looks.");
        }
    }

    private static boolean encrypted(PgSession session) {
        return session.query("SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()").stream()
                .anyMatch(row -> row.bool(0));
    }

    private static void requireAtMost(Workbench bench, PgSession session, int most) {
        List<Row> others = session.query("""
                SELECT pid, usename, coalesce(nullif(application_name, ''), 'unnamed')
                FROM pg_catalog.pg_stat_activity
                WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
                  -- Of other roles' sessions a plain role is told no type; without a user they are the server's own.
                  AND coalesce(backend_type, 'client backend') = 'client backend' AND usesysid IS NOT NULL
                ORDER BY pid""");
        if (others.size() > most) {
            throw refused(
                    bench,
                    "allows " + most + " other sessions (max-connections), and there are " + others.size() + ": "
                            + others.stream()
                                    .map(row -> row.text(2) + " (" + row.text(1) + ", pid " + row.text(0) + ")")
                                    .collect(Collectors.joining(", "))
                            + ". Stop the application first.");
        }
    }

    private static StepFailure refused(Workbench bench, String message) {
        return new StepFailure(
                StepFailure.Kind.REFUSED,
                bench.target.place() + ": target \"" + bench.target.name() + "\" " + message + " Nothing was changed.");
    }
}
