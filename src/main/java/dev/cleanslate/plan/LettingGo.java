package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Table.Column;
import dev.cleanslate.postgres.Table.Identity;
import dev.cleanslate.postgres.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keys that a table which stays can be freed of, by setting a column to null before the rows go that it refers to. Only
 * where that is sure to work: nothing else hangs on the column, no check speaks of it, and this role may do it.
 */
final class LettingGo {

    private final Map<QualifiedName, Judgement> judged;
    private final Families families;
    private final KeyGraph keys;
    private final Firing firing;
    private final Set<QualifiedName> truncatedOnly;

    LettingGo(Map<QualifiedName, Judgement> judged, Catalog catalog, Families families, KeyGraph keys) {
        this.judged = judged;
        this.families = families;
        this.keys = keys;
        this.firing = new Firing(catalog.triggers(), List.of(), families);
        this.truncatedOnly = TruncatedOnly.of(Spelling.everySchema(), catalog, families, keys);
    }

    /** The keys that tie a child's fate to this parent's, as long as it cannot let go of them. */
    List<Edge> binding(QualifiedName parent) {
        List<Edge> edges = truncatedOnly.contains(parent) ? keys.declaredInto(parent) : keys.into(parent);
        return edges.stream().filter(e -> !e.toItself() && !possible(e)).toList();
    }

    private boolean possible(Edge edge) {
        return column(edge).isPresent();
    }

    /** The column to set to null. */
    Optional<String> column(Edge edge) {
        Judgement child = judged.get(edge.child());
        Optional<Table> table = families.table(edge.child());
        if (child == null
                || child.nature().usual() == Fate.IGNORE
                || edge.toItself()
                || truncatedOnly.contains(edge.parent())
                || edge.key().childColumns().size() != 1
                || table.isEmpty()) {
            return Optional.empty();
        }
        return table.filter(this::open)
                .flatMap(t -> t.column(edge.key().childColumns().get(0)))
                .filter(c -> free(table.get(), c))
                .map(Column::name);
    }

    private boolean open(Table table) {
        return table.rights().update()
                && table.kind() == Table.Kind.ORDINARY
                && table.inherits().isEmpty()
                && families.heirs(table.name()).isEmpty()
                && table.rules().isEmpty()
                && table.publications().isEmpty()
                // A trigger that sets other columns along has to be switched off, which is the owner's right.
                && (table.rights().owner()
                        || firing.on(table.name(), Trigger.Event.UPDATE).isEmpty());
    }

    private boolean free(Table table, Column column) {
        return !column.notNull()
                && !column.generated()
                && column.identity() != Identity.ALWAYS
                && !column.name().equals("where")
                && table.checks().stream().noneMatch(c -> mentions(c, column.name()))
                && table.indexes().stream()
                        .filter(i -> i.contains("NULLS NOT DISTINCT"))
                        .noneMatch(i -> mentions(i, column.name()))
                && keys.into(table.name()).stream()
                        .noneMatch(e -> e.key().parentColumns().contains(column.name()))
                && table.columns().stream().filter(Column::generated).findAny().isEmpty();
    }

    private static boolean mentions(String definition, String column) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(column) + "(?![\\p{L}\\p{N}_$])")
                .matcher(definition)
                .find();
    }
}
