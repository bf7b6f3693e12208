package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.Isolation;
import dev.cleanslate.postgres.Marker;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.suite.Target;
import java.util.Optional;

/** Writes the identity marker, on the same opt-in as a reset, in one transaction; twice does no harm. */
final class Marking {

    private Marking() {}

    static String command(Target target) {
        return "java -jar target/cleanslate.jar doctor --target " + target.name() + " --mark --execute "
                + target.confirmAs().orElse("<database name>");
    }

    /** Returns what was done. */
    static String mark(Invocation invocation, Target target, DatabaseUrl url, PgSession session) {
        if (invocation.url().isPresent()) {
            throw new StepFailure(
                    StepFailure.Kind.USAGE,
                    "--mark writes the name of a target, and a bare --url has none. Give --target NAME. Nothing was"
                            + " changed.");
        }
        if (session.pooled()) {
            throw refused("between here and the server stands a pooler in transaction mode. "
                    + session.poolerHint().orElse("Give the direct URL of the server."));
        }
        session.begin(Isolation.READ_COMMITTED, false);
        session.execute("SELECT pg_catalog.pg_advisory_xact_lock(" + Preflight.ONE_OPERATOR + ")");
        Identity found = Identity.of(session, Optional.of(target.name()));
        return switch (found.state()) {
            case MATCHES -> "Already marked: " + found.said() + ". Nothing was changed.";
            case COPY, FOREIGN, LIVE, UNREADABLE -> throw refused(found.sentence());
            case ABSENT -> write(invocation, target, url, session);
        };
    }

    private static String write(Invocation invocation, Target target, DatabaseUrl url, PgSession session) {
        Marker marker = Marker.ofThis(session, target.name());
        optIn(invocation, target, marker);
        if (marker.systemIdentifier().isEmpty()) {
            throw refused("the marker names the server, and this role may not ask which server this is:"
                    + " GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO PUBLIC;");
        }
        Row rights = session.query("SELECT pg_catalog.to_regnamespace('cleanslate') IS NULL,"
                        + " pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'), current_user")
                .get(0);
        if (rights.bool(0) && !rights.bool(1)) {
            throw refused("role " + rights.text(2) + " may not create the schema cleanslate: GRANT CREATE ON DATABASE "
                    + QualifiedName.quote(marker.databaseName()) + " TO "
                    + QualifiedName.quote(String.valueOf(rights.text(2))) + ";");
        }
        marker.write(session);
        PgSession after = Unrecorded.commit(session, url);
        if (after != session) {
            after.close();
        }
        return "Marked: cleanslate.identity says that this is \"" + target.name() + "\" (server "
                + marker.systemIdentifier() + ", database " + marker.databaseName() + ", OID " + marker.databaseOid()
                + "). A copy that takes the marker along will be known as one.";
    }

    private static void optIn(Invocation invocation, Target target, Marker marker) {
        Optional<String> given = invocation.execute();
        if (given.isEmpty()) {
            throw refused("not marked: add --execute " + Decision.name(target, marker.databaseName())
                    + " to write cleanslate.identity into database "
                    + marker.databaseName() + " of server " + marker.systemIdentifier() + ".");
        }
        Decision.requireNamed(target, marker.databaseName(), given.get());
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
