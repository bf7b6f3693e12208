package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Trigger.Event;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What in a table itself stands in the way of one strategy or the other, with what would remove it. */
final class Obstacles {

    private static final Pattern DELETE_RULE = Pattern.compile("\\bON\\s+DELETE\\s+TO\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern UPDATE_RULE = Pattern.compile("\\bON\\s+UPDATE\\s+TO\\b", Pattern.CASE_INSENSITIVE);

    private final Ground ground;
    private final Firing firing;

    Obstacles(Ground ground, Firing firing) {
        this.ground = ground;
        this.firing = firing;
    }

    Optional<String> toDelete(Table table) {
        if (!table.rights().delete()) {
            return missing("DELETE", table);
        }
        if (hasRule(table, DELETE_RULE)) {
            return Optional.of("a rule ON DELETE would do something else instead (drop the rule)");
        }
        return toReplicating(table, "deletes");
    }

    /** What keeps a circle's tables from being deleted from one by one, its columns set to null first where need be. */
    Optional<String> toUntie(Cycle cycle) {
        Stream<String> deletes = cycle.tables().stream()
                .flatMap(t -> ground.fates().of(t).stream())
                .flatMap(d ->
                        toDelete(d.table())
                                .map(o -> "DELETE from \"" + d.name() + "\" is not possible: " + o)
                                .stream());
        Stream<String> updates = cycle.freed().stream()
                .flatMap(edge -> ground.fates().of(edge.child()).stream())
                .flatMap(d ->
                        toUpdate(d.table()).map(o -> "UPDATE of \"" + d.name() + "\" is not possible: " + o).stream());
        return Stream.concat(deletes, updates).findFirst();
    }

    /** What keeps the rows that stay from being put aside and back: whatever would see more in it than rows that go. */
    Optional<String> toPutAside(Table table) {
        if (!ground.keys().declaredInto(table.name()).stream().allMatch(Edge::toItself)) {
            return Optional.of("other tables refer to it");
        }
        String fires = Stream.of(Event.INSERT, Event.TRUNCATE)
                .map(event -> firing.on(table.name(), event))
                .filter(names -> !names.isEmpty())
                .collect(Collectors.joining(", "));
        if (!fires.isEmpty()) {
            return Optional.of("trigger " + fires + " would fire");
        }
        boolean published = ground.families().members(table.name()).stream()
                .anyMatch(t -> !t.publications().isEmpty());
        if (published || !table.rules().isEmpty() || table.rowSecurity().enabled()) {
            return Optional.of("a publication, a rule or a policy would see it");
        }
        return table.rights().insert() ? toTruncate(table) : missing("INSERT", table);
    }

    Optional<String> toTruncate(Table table) {
        if (!table.rights().truncate()) {
            return missing("TRUNCATE", table);
        }
        String skipped = skippedByTruncate(table.name());
        if (!skipped.isEmpty()) {
            return Optional.of("it would skip trigger " + skipped + " (list it under triggers: disable)");
        }
        return Optional.empty();
    }

    Optional<String> toUpdate(Table table) {
        if (!table.rights().update()) {
            return missing("UPDATE", table);
        }
        if (hasRule(table, UPDATE_RULE)) {
            return Optional.of("a rule ON UPDATE would do something else instead (drop the rule)");
        }
        return toReplicating(table, "updates");
    }

    String skippedByTruncate(QualifiedName table) {
        return firing.on(table, Event.DELETE);
    }

    String fires(QualifiedName table, Event event) {
        return firing.on(table, event);
    }

    /** A published table must be able to tell a subscriber which row went. */
    private Optional<String> toReplicating(Table root, String what) {
        List<Table> members = ground.families().members(root.name());
        return members.stream()
                .filter(t -> t.kind() != Table.Kind.PARTITIONED)
                .filter(t -> !t.publications().isEmpty() || !root.publications().isEmpty())
                .filter(Obstacles::anonymous)
                .findFirst()
                .map(t -> "publication "
                        + String.join(", ", t.publications().isEmpty() ? root.publications() : t.publications())
                        + " cannot tell its " + what + " without a replica identity (ALTER TABLE "
                        + t.name().sql()
                        + " REPLICA IDENTITY FULL, or give it a primary key)");
    }

    private static boolean anonymous(Table table) {
        return switch (table.replicaIdentity()) {
            case NOTHING -> true;
            case DEFAULT -> table.primaryKey().isEmpty() || deferrableKey(table);
            // The index it was set to may have been dropped since.
            case INDEX -> table.indexes().stream().noneMatch(index -> index.contains(" REPLICA IDENTITY"));
            case FULL -> false;
        };
    }

    /** A key that is checked late tells nobody which row it was. */
    private static boolean deferrableKey(Table table) {
        return table.indexes().stream()
                .anyMatch(index -> index.contains(" PRIMARY KEY (") && index.contains(" DEFERRABLE"));
    }

    private Optional<String> missing(String right, Table table) {
        String role = ground.catalog().server().role();
        return Optional.of("role " + role + " lacks the right (GRANT " + right + " ON "
                + table.name().sql() + " TO " + QualifiedName.quote(role) + ")");
    }

    private static boolean hasRule(Table table, Pattern kind) {
        return table.rules().stream()
                .filter(rule -> !rule.endsWith(" DISABLED") && !rule.endsWith(" REPLICA"))
                .anyMatch(rule -> kind.matcher(rule).find());
    }
}
