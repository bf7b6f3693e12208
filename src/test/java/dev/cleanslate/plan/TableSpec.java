package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Table.Identity;
import dev.cleanslate.postgres.Table.Kind;
import dev.cleanslate.postgres.Table.ReplicaIdentity;
import dev.cleanslate.postgres.Table.Rights;
import dev.cleanslate.postgres.Table.RowSecurity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table in the making: ten rows, a key called id, every right, and nothing special. */
final class TableSpec {

    private final QualifiedName name;
    private final List<Column> columns = new ArrayList<>(List.of(column("id", "bigint", true, Identity.NONE, false)));
    private Kind kind = Kind.ORDINARY;
    private Optional<QualifiedName> partitionOf = Optional.empty();
    private Optional<String> partitionKey = Optional.empty();
    private List<QualifiedName> inherits = List.of();
    private Optional<String> extension = Optional.empty();
    private RowSecurity rowSecurity = RowSecurity.NONE;
    private ReplicaIdentity replicaIdentity = ReplicaIdentity.DEFAULT;
    private List<String> publications = List.of();
    private List<String> primaryKey = List.of("id");
    private List<String> rules = List.of();
    private Rights rights = Rights.ALL;
    private long rows = 10;
    private long bytes = 8192;

    TableSpec(QualifiedName name) {
        this.name = name;
    }

    TableSpec rows(long estimate) {
        rows = estimate;
        bytes = Math.max(8192, estimate * 100);
        return this;
    }

    TableSpec size(long estimate, long size) {
        rows = estimate;
        bytes = size;
        return this;
    }

    TableSpec kind(Kind of) {
        kind = of;
        return this;
    }

    TableSpec partitioned(String key) {
        partitionKey = Optional.of(key);
        return kind(Kind.PARTITIONED).size(-1, 0);
    }

    TableSpec partitionOf(String root) {
        partitionOf = Optional.of(CatalogBuilder.name(root));
        return this;
    }

    TableSpec inherits(String parent) {
        inherits = List.of(CatalogBuilder.name(parent));
        return this;
    }

    TableSpec extension(String named) {
        extension = Optional.of(named);
        return this;
    }

    TableSpec blind() {
        rowSecurity = new RowSecurity(true, true, true);
        return this;
    }

    TableSpec published(ReplicaIdentity identity) {
        publications = List.of("everything");
        replicaIdentity = identity;
        return this;
    }

    TableSpec noPrimaryKey() {
        primaryKey = List.of();
        return this;
    }

    TableSpec rule(String definition) {
        rules = List.of(definition);
        return this;
    }

    TableSpec rights(Rights granted) {
        rights = granted;
        return this;
    }

    TableSpec column(String called, String type, boolean notNull) {
        return add(column(called, type, notNull, Identity.NONE, false));
    }

    TableSpec generated(String called) {
        return add(column(called, "bigint", false, Identity.NONE, true));
    }

    TableSpec identity(String called) {
        return add(column(called, "bigint", true, Identity.ALWAYS, false));
    }

    Table build() {
        return new Table(
                16_384 + name.hashCode(),
                name,
                kind,
                partitionOf,
                partitionKey,
                Optional.empty(),
                inherits,
                false,
                extension,
                rowSecurity,
                replicaIdentity,
                publications,
                columns,
                primaryKey,
                List.of(),
                List.of(),
                rules,
                List.of(),
                rights,
                rows,
                bytes);
    }

    private TableSpec add(Column column) {
        columns.removeIf(c -> c.name().equals(column.name()));
        columns.add(column);
        return this;
    }

    private static Column column(String called, String type, boolean notNull, Identity identity, boolean generated) {
        return new Column(called, type, notNull, Optional.empty(), identity, generated, Optional.empty());
    }
}
