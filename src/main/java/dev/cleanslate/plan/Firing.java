package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger;
import dev.cleanslate.postgres.Trigger.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The triggers that fire during the reset: those of the catalog that are on and that the suite leaves on. */
final class Firing {

    private final Map<QualifiedName, List<Trigger>> byTable;

    Firing(List<Trigger> triggers, List<TriggerPlan> disabled, Families families) {
        Set<TriggerPlan> off = new HashSet<>(disabled);
        byTable = triggers.stream()
                .filter(t -> t.state() == Trigger.State.ENABLED || t.state() == Trigger.State.ALWAYS)
                .filter(t -> !off.contains(TriggerPlan.of(t)))
                .collect(Collectors.groupingBy(t -> families.root(t.table())));
    }

    boolean calls(QualifiedName root, Event event, String function) {
        return byTable.getOrDefault(root, List.of()).stream()
                .anyMatch(t -> t.events().contains(event)
                        && (t.function().equals(function) || t.function().endsWith("." + function)));
    }

    /** {@code audit_delete, archive}: those of a table and its partitions, or nothing. */
    String on(QualifiedName root, Event event) {
        return byTable.getOrDefault(root, List.of()).stream()
                .filter(t -> t.events().contains(event))
                .map(Trigger::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
