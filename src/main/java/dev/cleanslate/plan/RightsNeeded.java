package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Sequence;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Trigger;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a plan needs of its role and the role has not, per relation. */
final class RightsNeeded {

    enum Right {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE
    }

    private final Catalog catalog;
    private final Map<QualifiedName, Set<Right>> rights = new TreeMap<>();
    private final Set<QualifiedName> owned = new TreeSet<>();
    private final Set<QualifiedName> unblinded = new TreeSet<>();

    private RightsNeeded(Catalog catalog) {
        this.catalog = catalog;
    }

    static RightsNeeded of(Plan plan, Catalog catalog) {
        RightsNeeded needed = new RightsNeeded(catalog);
        plan.tables().stream().filter(t -> t.fate() != Fate.IGNORE).forEach(needed::fate);
        plan.phases().forEach(phase -> phase.work().forEach(needed::work));
        plan.triggers().stream()
                .filter(trigger -> trigger.before() != Trigger.State.DISABLED)
                .forEach(trigger -> needed.own(trigger.table()));
        plan.sequences().forEach(needed::sequence);
        plan.refresh().forEach(needed::view);
        return needed;
    }

    /** The rights that are missing, by relation. */
    Map<QualifiedName, Set<Right>> rights() {
        return rights;
    }

    /** What only an owner may do, and the role is not. */
    Set<QualifiedName> owned() {
        return owned;
    }

    /** Where policies hide rows from the role. */
    Set<QualifiedName> unblinded() {
        return unblinded;
    }

    boolean none() {
        return rights.isEmpty() && owned.isEmpty() && unblinded.isEmpty();
    }

    private void fate(TablePlan table) {
        need(table.table(), Right.SELECT);
        catalog.table(table.table())
                .filter(t -> t.rowSecurity().blindsThisRole())
                .ifPresent(t -> unblinded.add(t.name()));
        if (table.fate() == Fate.WIPE || table.fate() == Fate.KEEP_ROWS) {
            need(table.table(), Right.DELETE);
        }
    }

    private void work(Work work) {
        if (work instanceof Work.Truncate truncate) {
            truncate.tables().forEach(t -> need(t, Right.TRUNCATE));
        } else if (work instanceof Work.Delete delete) {
            need(delete.table(), Right.DELETE);
        } else if (work instanceof Work.Survivors survivors) {
            need(survivors.table(), Right.TRUNCATE);
            need(survivors.table(), Right.INSERT);
        } else if (work instanceof Work.Free free) {
            need(free.table(), Right.UPDATE);
        } else if (work instanceof Work.Update update) {
            need(update.table(), Right.UPDATE);
        }
    }

    private void sequence(QualifiedName name) {
        catalog.sequences().stream()
                .filter(s -> s.name().equals(name))
                .filter(s -> !s.owned())
                .map(RightsNeeded::owning)
                .forEach(owned::add);
    }

    /** A sequence that belongs to a column has the owner of its table, and no other can be given to it. */
    private static QualifiedName owning(Sequence sequence) {
        return sequence.ownerTable().orElse(sequence.name());
    }

    private void view(QualifiedName view) {
        boolean foreign = catalog.table(view).map(t -> !t.rights().owner()).orElse(false);
        own(view);
        if (foreign) {
            // It is filled with the rights of its owner, which this role may become.
            catalog.materializedViewSources().getOrDefault(view, List.of()).forEach(s -> need(s, Right.SELECT));
        }
    }

    private void own(QualifiedName name) {
        catalog.table(name).filter(t -> !t.rights().owner()).ifPresent(t -> owned.add(t.name()));
    }

    private void need(QualifiedName name, Right right) {
        catalog.table(name)
                .filter(t -> !has(t, right))
                .ifPresent(t -> rights.computeIfAbsent(t.name(), any -> EnumSet.noneOf(Right.class))
                        .add(right));
    }

    private static boolean has(Table table, Right right) {
        return switch (right) {
            case SELECT -> table.rights().select();
            case INSERT -> table.rights().insert();
            case UPDATE -> table.rights().update();
            case DELETE -> table.rights().delete();
            case TRUNCATE -> table.rights().truncate();
        };
    }

    /** How many relations a plan locks at most, with their indexes. */
    static long locked(Plan plan, Catalog catalog) {
        Families families = new Families(catalog);
        return plan.tables().stream()
                .filter(t -> t.fate() != Fate.IGNORE)
                .map(t -> families.members(t.table()))
                .flatMap(Collection::stream)
                // The table, what is too long for its rows, and that one's index.
                .mapToLong(t -> 3L + t.indexes().size())
                .sum();
    }
}
