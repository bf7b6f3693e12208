package dev.cleanslate.postgres;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is around a database and decides whether a long transaction of this role will get through. Only read. */
public record Surroundings(
        boolean tls,
        Role role,
        Connections connections,
        long locksPerTransaction,
        long locks,
        Optional<String> timeouts,
        List<Other> others,
        List<String> traits,
        List<Ownership> ownerships) {

    public Surroundings {
        others = List.copyOf(others);
        traits = List.copyOf(traits);
        ownerships = List.copyOf(ownerships);
    }

    /** Of the connected role; {@code inherits}: whether what is granted to a role it is in counts for it as well. */
    public record Role(
            boolean inherits,
            boolean seesSessions,
            boolean mayCreateSchema,
            boolean mayMakeTemporary,
            boolean identifiable,
            Optional<String> validUntil,
            boolean expiresSoon) {}

    /** Limits below zero are none. */
    public record Connections(
            long most,
            long reserved,
            long used,
            long roleLimit,
            long usedByRole,
            long databaseLimit,
            long usedByDatabase) {

        /** Neither what is kept back nor a limit counts for a superuser. */
        public long free(boolean superuser) {
            if (superuser) {
                return most - used;
            }
            long free = most - reserved - used;
            free = roleLimit < 0 ? free : Math.min(free, roleLimit - usedByRole);
            return databaseLimit < 0 ? free : Math.min(free, databaseLimit - usedByDatabase);
        }
    }

    /**
     * A session or a prepared transaction in the same database; what this role may not see of it is empty. {@code ownRole}:
     * it logged in as the asking session did.
     */
    public record Other(
            boolean prepared,
            String name,
            String user,
            boolean ownRole,
            String application,
            Optional<String> client,
            Optional<String> state,
            Optional<String> since,
            Optional<Long> seconds) {}

    /** Whose a relation is; {@code member}: whether this role is already in its owner, inheriting or not. */
    public record Ownership(
            QualifiedName name,
            boolean view,
            boolean sequence,
            String owner,
            boolean superuser,
            boolean member,
            boolean schemaUsage,
            boolean schemaCreate) {}

    public static Surroundings read(PgSession session) {
        return Aside.of(session, () -> {
            session.script("SET LOCAL search_path = pg_catalog");
            return of(session);
        });
    }

    /** As they are now, also where a transaction has looked before and would go on being shown the same. */
    public static List<Other> others(PgSession session) {
        return Aside.of(session, () -> {
            session.script("SET LOCAL search_path = pg_catalog; SELECT pg_stat_clear_snapshot()");
            return session.query(SqlResource.read("doctor-sessions.sql")).stream()
                    .map(Surroundings::other)
                    .toList();
        });
    }

    private static Surroundings of(PgSession session) {
        Row row = session.query(SqlResource.read("doctor-server.sql")).get(0);
        return new Surroundings(
                row.bool("tls"),
                new Role(
                        row.bool("inherits"),
                        row.bool("sees_sessions"),
                        row.bool("may_create_schema"),
                        row.bool("may_make_temporary"),
                        row.bool("identifiable"),
                        Optional.ofNullable(row.text("valid_until")),
                        row.bool("expires_soon")),
                new Connections(
                        row.number("max_connections"),
                        row.number("reserved"),
                        row.number("used"),
                        row.number("role_limit"),
                        row.number("used_by_role"),
                        row.number("database_limit"),
                        row.number("used_by_database")),
                row.number("locks_per_transaction"),
                row.number("locks"),
                Optional.ofNullable(row.text("timeouts")),
                session.query(SqlResource.read("doctor-sessions.sql")).stream()
                        .map(Surroundings::other)
                        .toList(),
                session.query(SqlResource.read("doctor-provider.sql")).stream()
                        .map(trait -> trait.word("trait"))
                        .toList(),
                session.query(SqlResource.read("doctor-owners.sql")).stream()
                        .map(Surroundings::ownership)
                        .toList());
    }

    private static Other other(Row row) {
        return new Other(
                row.word("kind").equals("prepared"),
                row.word("name"),
                Objects.requireNonNullElse(row.text("user_name"), "unknown"),
                row.bool("own_role"),
                Objects.requireNonNullElse(row.text("application"), ""),
                Optional.ofNullable(row.text("client")),
                Optional.ofNullable(row.text("state")),
                Optional.ofNullable(row.text("since")),
                Optional.ofNullable(row.text("seconds")).map(Long::valueOf));
    }

    private static Ownership ownership(Row row) {
        return new Ownership(
                new QualifiedName(row.word("schema_name"), row.word("name")),
                row.bool("view"),
                row.bool("sequence"),
                row.word("owner"),
                row.bool("superuser"),
                row.bool("member"),
                row.bool("schema_usage"),
                row.bool("schema_create"));
    }
}
