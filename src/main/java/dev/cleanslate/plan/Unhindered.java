package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Sequence;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Table.Rights;
import dev.cleanslate.postgres.Table.RowSecurity;

/**
 * A catalog as a role that lacks nothing would see it. What a plan of it still refuses is not the role's; and what it
 * does is what the role needs rights for.
 */
final class Unhindered {

    private Unhindered() {}

    static Catalog of(Catalog catalog) {
        return new Catalog(
                writable(catalog.server(), true),
                catalog.tables().stream().map(Unhindered::of).toList(),
                catalog.foreignKeys(),
                catalog.triggers(),
                catalog.sequences().stream().map(Unhindered::of).toList(),
                catalog.materializedViewSources(),
                catalog.details(),
                catalog.stamp());
    }

    /** The same catalog on a server that can be written to: the server is looked at by itself. */
    static Catalog byServer(Catalog catalog) {
        return new Catalog(
                writable(catalog.server(), catalog.server().temporaryTables()),
                catalog.tables(),
                catalog.foreignKeys(),
                catalog.triggers(),
                catalog.sequences(),
                catalog.materializedViewSources(),
                catalog.details(),
                catalog.stamp());
    }

    private static ServerFacts writable(ServerFacts s, boolean temporaryTables) {
        return new ServerFacts(
                s.database(),
                s.databaseOid(),
                s.systemIdentifier(),
                s.versionNumber(),
                s.version(),
                s.role(),
                s.superuser(),
                false,
                false,
                true,
                temporaryTables,
                s.extensions(),
                s.eventTriggers(),
                s.subscriptions());
    }

    private static Table of(Table t) {
        return new Table(
                t.oid(),
                t.name(),
                t.kind(),
                t.partitionOf(),
                t.partitionKey(),
                t.partitionBound(),
                t.inherits(),
                t.unlogged(),
                t.extension(),
                new RowSecurity(t.rowSecurity().enabled(), t.rowSecurity().forced(), false),
                t.replicaIdentity(),
                t.publications(),
                t.columns(),
                t.primaryKey(),
                t.indexes(),
                t.checks(),
                t.rules(),
                t.policies(),
                Rights.ALL,
                t.estimatedRows(),
                t.bytes());
    }

    private static Sequence of(Sequence s) {
        return new Sequence(
                s.oid(),
                s.name(),
                s.ownerTable(),
                s.ownerColumn(),
                s.usedBy(),
                s.identity(),
                s.extension(),
                s.start(),
                s.increment(),
                s.lastValue(),
                true);
    }
}
