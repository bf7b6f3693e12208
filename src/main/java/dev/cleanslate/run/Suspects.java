package dev.cleanslate.run;

import dev.cleanslate.plan.Fate;
import dev.cleanslate.plan.Plan;
import dev.cleanslate.plan.TablePlan;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger;
import java.util.List;
import java.util.Set;

/** The triggers that fired on what was done to a table: where it is not as it should be, one of them is likely why. */
final class Suspects {

    private Suspects() {}

    static List<String> of(TablePlan table, Plan plan, Catalog catalog, Set<QualifiedName> tree) {
        Trigger.Event event = table.fate() == Fate.RESET ? Trigger.Event.UPDATE : Trigger.Event.DELETE;
        return catalog.triggers().stream()
                .filter(trigger ->
                        tree.contains(trigger.table()) && trigger.events().contains(event))
                .filter(trigger -> trigger.state() == Trigger.State.ENABLED || trigger.state() == Trigger.State.ALWAYS)
                .filter(trigger -> plan.triggers().stream()
                        .noneMatch(off -> off.table().equals(trigger.table())
                                && off.name().equals(trigger.name())))
                .map(Trigger::name)
                .distinct()
                .toList();
    }
}
