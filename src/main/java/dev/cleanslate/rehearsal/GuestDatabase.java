package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A database of ours on a server that is not. No process of ours can watch over it there: it carries a mark, a session of
 * this JVM stays in it, and whoever makes the next one removes those with the mark and nobody in them.
 */
final class GuestDatabase implements AutoCloseable {

    static final String MARK = "cleanslate: a copy to rehearse on, removed when the rehearsal ends";
    private static final String APPLICATION = "cleanslate rehearsal";

    private final DatabaseUrl maintenance;
    private final String name;
    private final PgSession keeper;

    private GuestDatabase(DatabaseUrl maintenance, String name, PgSession keeper) {
        this.maintenance = maintenance;
        this.name = name;
        this.keeper = keeper;
    }

    /**
     * @param maintenance another database of that server
     * @param making runs the CREATE DATABASE
     */
    static GuestDatabase create(DatabaseUrl maintenance, String name, Consumer<PgSession> making) {
        try (PgSession session = PgSession.open(maintenance, APPLICATION)) {
            sweep(session);
            making.accept(session);
            GuestDatabase made = null;
            try {
                made = new GuestDatabase(
                        maintenance, name, PgSession.open(maintenance.withDatabase(name), APPLICATION));
                session.execute("COMMENT ON DATABASE " + QualifiedName.quote(name) + " IS '" + MARK + "'");
                return made;
            } catch (RuntimeException | Error failed) {
                if (made != null) {
                    made.keeper.close();
                }
                drop(session, name, " WITH (FORCE)");
                throw failed;
            }
        }
    }

    DatabaseUrl url() {
        return maintenance.withDatabase(name);
    }

    /** Without force, which would end the sessions of somebody who came in between. */
    private static void sweep(PgSession session) {
        session.query(
                        "SELECT d.datname FROM pg_catalog.pg_database d"
                                + " WHERE pg_catalog.shobj_description(d.oid, 'pg_database') = ?"
                                + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)",
                        MARK)
                .forEach(row -> {
                    try {
                        drop(session, Objects.requireNonNull(row.text(0)), "");
                    } catch (SqlFailure notOursOrInUse) {
                        return;
                    }
                });
    }

    private static void drop(PgSession session, String name, String how) {
        session.execute("DROP DATABASE IF EXISTS " + QualifiedName.quote(name) + how);
    }

    @Override
    public void close() {
        keeper.close();
        try (PgSession session = PgSession.open(maintenance, APPLICATION)) {
            drop(session, name, " WITH (FORCE)");
        }
    }
}
