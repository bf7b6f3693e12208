package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;

/**
 * A copy of a database on its own server, by template: the files are copied, so that nothing has to be dumped. The
 * server allows that only while nobody is connected to the source, and a copy there is no proof of a restore.
 */
public final class Clone implements AutoCloseable {

    private final GuestDatabase database;

    private Clone(GuestDatabase database) {
        this.database = database;
    }

    /**
     * Clones the database of {@code source}, to which no session may be open.
     *
     * @throws ServerUnavailableException when the server does not allow it, saying why
     */
    public static Clone of(DatabaseUrl source, String name) {
        DatabaseUrl maintenance = source.withDatabase(source.database().equals("postgres") ? "template1" : "postgres");
        try {
            return new Clone(GuestDatabase.create(
                    maintenance,
                    name,
                    session -> session.execute("CREATE DATABASE " + QualifiedName.quote(name) + " TEMPLATE "
                            + QualifiedName.quote(source.database()))));
        } catch (SqlFailure refused) {
            throw new ServerUnavailableException(
                    "database " + source.database() + " cannot be cloned on its own server: " + refused.getMessage()
                            + ". Nobody may be connected to it meanwhile, the role needs CREATEDB, and a \"" + name
                            + "\" that a killed run left has to be dropped. Or choose another place to rehearse"
                            + " (rehearsal: { on: container }). Nothing was changed.",
                    refused);
        }
    }

    public DatabaseUrl url() {
        return database.url();
    }

    @Override
    public void close() {
        database.close();
    }
}
