package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Suite;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which triggers are off during the reset. */
final class TriggerPlanner {

    private TriggerPlanner() {}

    static List<TriggerPlan> plan(
            Suite suite, Catalog catalog, TriggerNames triggers, Families families, Findings findings) {
        Set<TriggerPlan> off = new LinkedHashSet<>();
        for (Mention mention : suite.disabledTriggers()) {
            for (Trigger trigger : triggers.find("triggers disables", mention)) {
                off.add(TriggerPlan.of(trigger));
                boolean owner = families.table(trigger.table())
                        .map(t -> t.rights().owner())
                        .orElse(false);
                if (!owner && trigger.state() != Trigger.State.DISABLED) {
                    findings.rule(
                            mention.place(),
                            "triggers disables \"" + mention.name() + "\", which only the owner of \""
                                    + trigger.table() + "\" may do, and role "
                                    + catalog.server().role() + " is not. Run as the owner, or"
                                    + " take the trigger out.");
                }
            }
        }
        // Tables before their partitions, since what is done to a table's trigger is done to theirs.
        return off.stream()
                .sorted(Comparator.<TriggerPlan>comparingInt(t -> families.depth(t.table()))
                        .thenComparing(TriggerPlan::table)
                        .thenComparing(TriggerPlan::name))
                .toList();
    }
}
