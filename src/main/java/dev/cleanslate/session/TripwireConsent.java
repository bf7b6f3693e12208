package dev.cleanslate.session;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.scan.ArmedTripwire;
import dev.cleanslate.scan.Tripwire;
import dev.cleanslate.suite.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether whoever wants to change a database's tripwire means this database, and whether the role may. */
record TripwireConsent(Invocation invocation, Target target, DatabaseUrl url, PgSession session) {

    String name() {
        return target.confirmAs().orElseGet(this::database);
    }

    private String database() {
        return session.query("SELECT pg_catalog.current_database() AS name")
                .get(0)
                .word("name");
    }

    void require() {
        String given = invocation.execute().orElse("");
        if (!given.equals(name())) {
            throw refused("the opt-in says \"" + given + "\", but target \"" + target.name() + "\" is confirmed as \""
                    + name() + "\" (connected to database " + database() + "). Look twice at which database this is.");
        }
        GuardedTwin.refuse(invocation, target, url);
        if (session.pooled()) {
            throw refused("between here and the server stands a pooler in transaction mode. "
                    + session.poolerHint().orElse("Give the direct URL of the server."));
        }
        requireIdentity();
    }

    /** A database in real use is what a tripwire is for; the wrong one is not. */
    private void requireIdentity() {
        boolean bare = invocation.url().isPresent();
        Identity identity = Identity.of(session, bare ? Optional.empty() : Optional.of(target.name()));
        if (bare && identity.state() != Identity.State.ABSENT) {
            throw refused(
                    "this database carries an identity marker (cleanslate.identity), so it belongs to a target, and"
                            + " a bare --url may not change it. Use --target.");
        }
        switch (identity.state()) {
            case ABSENT, MATCHES, LIVE, UNREADABLE -> {}
            case COPY, FOREIGN ->
                throw refused(identity.sentence() + (identity.mend().isEmpty() ? "." : ""));
        }
    }

    /** What this role lacks. Nothing is half armed: one table that cannot have its trigger keeps all from having theirs. */
    List<String> hindrances(ArmedTripwire now, Tripwire tripwire) {
        List<String> found = new ArrayList<>();
        Row role = session.query("SELECT current_user AS name,"
                        + " pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS may_create,"
                        + " coalesce(pg_catalog.has_schema_privilege(pg_catalog.to_regnamespace('cleanslate'), 'CREATE'),"
                        + " true) AS may_use")
                .get(0);
        String grantee = QualifiedName.quote(Objects.requireNonNullElse(role.text("name"), ""));
        if (!now.schema() && !role.bool("may_create")) {
            found.add("role " + role.word("name") + " may not create the schema cleanslate: GRANT CREATE ON DATABASE "
                    + QualifiedName.quote(database()) + " TO " + grantee + ";");
        }
        if (!role.bool("may_use")) {
            found.add("role " + role.word("name") + " may not create functions in the schema cleanslate: GRANT CREATE,"
                    + " USAGE ON SCHEMA cleanslate TO " + grantee + ";");
        }
        if (!now.ours()) {
            found.add("the tripwire that is armed belongs to role " + now.owner()
                    + ", and only that role may replace it.");
        }
        session.query(
                        "SELECT wanted.schema_name, wanted.table_name FROM unnest(?::pg_catalog.text[],"
                                + " ?::pg_catalog.text[]) AS wanted(schema_name, table_name)"
                                + " WHERE NOT pg_catalog.has_table_privilege(pg_catalog.format('%I.%I',"
                                + " wanted.schema_name, wanted.table_name), 'TRIGGER')",
                        tripwire.tables().stream().map(t -> t.name().schema()).toList(),
                        tripwire.tables().stream().map(t -> t.name().name()).toList())
                .forEach(row -> {
                    QualifiedName table = new QualifiedName(row.word("schema_name"), row.word("table_name"));
                    found.add("role " + role.word("name") + " may not make a trigger on \"" + table
                            + "\": GRANT TRIGGER ON " + table.sql() + " TO " + grantee
                            + "; or leave it alone with --skip " + table + ".");
                });
        return found;
    }

    private static StepFailure refused(String message) {
        return new StepFailure(StepFailure.Kind.REFUSED, message + " Nothing was changed.");
    }
}
