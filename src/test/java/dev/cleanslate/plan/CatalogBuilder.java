package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SchemaStamp;
import dev.cleanslate.postgres.Sequence;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A catalog in a few words. A name with a dot has its schema before the first one; any other is in public. */
final class CatalogBuilder {

    private final Map<QualifiedName, TableSpec> tables = new LinkedHashMap<>();
    private final List<ForeignKey> keys = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();
    private final Map<QualifiedName, List<QualifiedName>> views = new LinkedHashMap<>();
    private ServerFacts server = new ServerFacts(
            "gym_prod",
            16384,
            "7000000000000000001",
            170004,
            "17.4",
            "operator",
            false,
            false,
            false,
            true,
            true,
            List.of(),
            List.of(),
            List.of());

    static CatalogBuilder tables(String... names) {
        return new CatalogBuilder().and(names);
    }

    static QualifiedName name(String written) {
        int dot = written.indexOf('.');
        return dot < 0
                ? new QualifiedName("public", written)
                : new QualifiedName(written.substring(0, dot), written.substring(dot + 1));
    }

    CatalogBuilder and(String... names) {
        for (String name : names) {
            table(name, t -> t);
        }
        return this;
    }

    CatalogBuilder table(String name, UnaryOperator<TableSpec> detail) {
        tables.put(name(name), detail.apply(tables.getOrDefault(name(name), new TableSpec(name(name)))));
        return this;
    }

    CatalogBuilder key(String child, String parent, OnDelete onDelete) {
        return key(child, parent, onDelete, k -> k);
    }

    /** The constraint is called child_parent_fk, its column parent_id, which is added to the child. */
    CatalogBuilder key(String child, String parent, OnDelete onDelete, UnaryOperator<KeySpec> detail) {
        KeySpec key = detail.apply(new KeySpec(onDelete, name(parent).name() + "_id"));
        table(child, t -> t.column(key.column, "bigint", key.notNull));
        keys.add(new ForeignKey(
                50_000 + keys.size(),
                name(child).name() + "_" + name(parent).name() + "_fk",
                name(child),
                List.of(key.column),
                name(parent),
                List.of(key.parentColumn),
                key.onDelete,
                key.onUpdate,
                key.deferrable,
                false,
                true,
                key.enforced,
                !key.notNull,
                key.indexed));
        return this;
    }

    CatalogBuilder trigger(String table, String name, Trigger.State state, Trigger.Event... events) {
        triggers.add(new Trigger(
                60_000 + triggers.size(),
                name(table),
                name,
                state,
                Trigger.Timing.AFTER,
                true,
                Set.of(events),
                "f",
                "CREATE TRIGGER " + name));
        return this;
    }

    CatalogBuilder sequence(String name, String owner, String... users) {
        return sequence(name, Optional.of(owner).filter(o -> !o.isEmpty()), true, users);
    }

    CatalogBuilder sequence(String name, Optional<String> owner, boolean owned, String... users) {
        sequences.add(new Sequence(
                70_000 + sequences.size(),
                name(name),
                owner.map(CatalogBuilder::name),
                owner.map(o -> "id"),
                List.of(users).stream().map(CatalogBuilder::name).toList(),
                false,
                Optional.empty(),
                1,
                1,
                Optional.empty(),
                owned));
        return this;
    }

    CatalogBuilder view(String name, String... sources) {
        views.put(
                name(name), List.of(sources).stream().map(CatalogBuilder::name).toList());
        return table(name, t -> t.kind(Table.Kind.MATERIALIZED_VIEW));
    }

    CatalogBuilder server(UnaryOperator<ServerSpec> detail) {
        server = detail.apply(new ServerSpec()).facts();
        return this;
    }

    Catalog read() {
        List<Table> all = tables.values().stream()
                .map(TableSpec::build)
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        return new Catalog(server, all, keys, triggers, sequences, views, List.of(), new SchemaStamp("0"));
    }

    static final class KeySpec {
        private final OnDelete onDelete;
        private String column;
        private String parentColumn = "id";
        private OnDelete onUpdate = OnDelete.NO_ACTION;
        private boolean deferrable;
        private boolean enforced = true;
        private boolean notNull;
        private boolean indexed = true;

        KeySpec(OnDelete onDelete, String column) {
            this.onDelete = onDelete;
            this.column = column;
        }

        KeySpec column(String name) {
            column = name;
            return this;
        }

        KeySpec parentColumn(String name) {
            parentColumn = name;
            return this;
        }

        KeySpec onUpdate(OnDelete action) {
            onUpdate = action;
            return this;
        }

        KeySpec deferrable() {
            deferrable = true;
            return this;
        }

        KeySpec notEnforced() {
            enforced = false;
            return this;
        }

        KeySpec notNull() {
            notNull = true;
            return this;
        }

        KeySpec unindexed() {
            indexed = false;
            return this;
        }
    }

    static final class ServerSpec {
        private int version = 170004;
        private boolean inRecovery;
        private boolean readOnly;
        private boolean trackCounts = true;
        private List<String> eventTriggers = List.of();
        private List<String> subscriptions = List.of();

        ServerSpec version(int number) {
            version = number;
            return this;
        }

        ServerSpec standby() {
            inRecovery = true;
            return this;
        }

        ServerSpec readOnly() {
            readOnly = true;
            return this;
        }

        ServerSpec uncounted() {
            trackCounts = false;
            return this;
        }

        ServerSpec acting() {
            eventTriggers = List.of("on_ddl");
            subscriptions = List.of("from_head_office");
            return this;
        }

        ServerFacts facts() {
            return new ServerFacts(
                    "gym_prod",
                    16384,
                    "7000000000000000001",
                    version,
                    version / 10000 + ".4",
                    "operator",
                    false,
                    inRecovery,
                    readOnly,
                    trackCounts,
                    true,
                    List.of(),
                    eventTriggers,
                    subscriptions);
        }
    }
}
