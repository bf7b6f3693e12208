package dev.cleanslate.postgres;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What tells a database from its copies: the name its target has, the server, the database within it, and on Neon the
 * branch, since a branch has all the rest in common with what it was made of.
 */
public record Marker(
        String environment,
        String systemIdentifier,
        String databaseOid,
        String databaseName,
        String branch,
        Optional<String> liveSince) {

    /** The table that holds it. */
    public static final QualifiedName TABLE = new QualifiedName("cleanslate", "identity");

    /** What a marker of the database that this session is in would hold; without a system identifier it is empty. */
    public static Marker ofThis(PgSession session, String environment) {
        ServerFacts server = ServerReader.read(session);
        String branch = Objects.requireNonNullElse(
                session.query("SELECT pg_catalog.current_setting('neon.timeline_id', true)")
                        .get(0)
                        .text(0),
                "");
        return new Marker(
                environment,
                server.systemIdentifier(),
                Long.toString(server.databaseOid()),
                server.database(),
                branch,
                Optional.empty());
    }

    /** By the catalog: to_regclass fails where this role may not enter the schema, which a tripwire has too. */
    public static boolean present(PgSession session) {
        return session.query("SELECT EXISTS (SELECT FROM pg_catalog.pg_class"
                        + " WHERE relnamespace = pg_catalog.to_regnamespace('cleanslate') AND relname = 'identity')")
                .get(0)
                .bool(0);
    }

    /** The rows of the table, which has to be there. Read through JSON: a column may be missing in one of another make. */
    public static List<Marker> read(PgSession session) {
        return Aside.of(session, () -> rows(session));
    }

    private static List<Marker> rows(PgSession session) {
        return session
                .query("SELECT m ->> 'environment', m ->> 'system_identifier', m ->> 'database_oid',"
                        + " m ->> 'database_name', m ->> 'branch', m ->> 'live_since'"
                        + " FROM cleanslate.identity i, pg_catalog.to_jsonb(i) AS m")
                .stream()
                .map(row -> new Marker(
                        text(row, 0),
                        text(row, 1),
                        text(row, 2),
                        text(row, 3),
                        text(row, 4),
                        Optional.ofNullable(row.text(5))))
                .toList();
    }

    /** Inside the caller's transaction. A second one cannot be written. */
    public void write(PgSession session) {
        session.script(SqlResource.read("identity-create.sql"));
        session.query(
                "INSERT INTO cleanslate.identity"
                        + " (environment, system_identifier, database_oid, database_name, branch)"
                        + " VALUES (?, ?, ?, ?, ?) RETURNING environment",
                environment,
                systemIdentifier,
                databaseOid,
                databaseName,
                branch);
    }

    /** Inside the caller's transaction: from now on it is this one, whatever was there. */
    public void rewrite(PgSession session) {
        if (present(session)) {
            session.execute("DELETE FROM cleanslate.identity");
        }
        write(session);
    }

    /** Inside the caller's transaction, which has made sure that there is one marker and that it is the right one. */
    public static void goLive(PgSession session) {
        session.execute("UPDATE cleanslate.identity SET live_since = pg_catalog.now() WHERE live_since IS NULL");
    }

    public boolean sameServer(Marker other) {
        return !systemIdentifier.isEmpty()
                && systemIdentifier.equals(other.systemIdentifier)
                && branch.equals(other.branch);
    }

    public boolean sameDatabase(Marker other) {
        return databaseOid.equals(other.databaseOid) && databaseName.equals(other.databaseName);
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNullElse(row.text(column), "");
    }
}
