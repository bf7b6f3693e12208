package dev.cleanslate.postgres;

import java.util.List;
import java.util.Optional;

/** A relation with rows (or that shows rows), with what decides how it may be emptied. */
public record Table(
        long oid,
        QualifiedName name,
        Kind kind,
        Optional<QualifiedName> partitionOf,
        Optional<String> partitionKey,
        Optional<String> partitionBound,
        List<QualifiedName> inherits,
        boolean unlogged,
        Optional<String> extension,
        RowSecurity rowSecurity,
        ReplicaIdentity replicaIdentity,
        List<String> publications,
        List<Column> columns,
        List<String> primaryKey,
        List<String> indexes,
        List<String> checks,
        List<String> rules,
        List<String> policies,
        Rights rights,
        long estimatedRows,
        long bytes) {

    public Table {
        inherits = List.copyOf(inherits);
        publications = List.copyOf(publications);
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        indexes = List.copyOf(indexes);
        checks = List.copyOf(checks);
        rules = List.copyOf(rules);
        policies = List.copyOf(policies);
    }

    public Optional<Column> column(String named) {
        return columns.stream().filter(c -> c.name().equals(named)).findFirst();
    }

    public boolean isPartition() {
        return partitionOf.isPresent();
    }

    /** Whether this relation can be given a fate at all: not a view of any kind. */
    public boolean holdsRows() {
        return switch (kind) {
            case ORDINARY, PARTITIONED, FOREIGN -> true;
            case VIEW, MATERIALIZED_VIEW -> false;
        };
    }

    public enum Kind {
        ORDINARY,
        PARTITIONED,
        FOREIGN,
        VIEW,
        MATERIALIZED_VIEW
    }

    public enum ReplicaIdentity {
        DEFAULT,
        NOTHING,
        FULL,
        INDEX
    }

    /** Row-level security, and whether it filters what this run's role sees. */
    public record RowSecurity(boolean enabled, boolean forced, boolean blindsThisRole) {
        public static final RowSecurity NONE = new RowSecurity(false, false, false);
    }

    /** What this run's role may do with the table. {@code index}: make one on it, which its schema has to allow too. */
    public record Rights(
            boolean owner,
            boolean select,
            boolean insert,
            boolean update,
            boolean delete,
            boolean truncate,
            boolean index) {

        public static final Rights ALL = new Rights(true, true, true, true, true, true);

        /** In a schema where the owner of a table may make an index. */
        public Rights(boolean owner, boolean select, boolean insert, boolean update, boolean delete, boolean truncate) {
            this(owner, select, insert, update, delete, truncate, owner);
        }
    }

    public record Column(
            String name,
            String type,
            boolean notNull,
            Optional<String> defaultExpression,
            Identity identity,
            boolean generated,
            Optional<String> collation) {}

    public enum Identity {
        NONE,
        ALWAYS,
        BY_DEFAULT
    }
}
