package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger;

/** A trigger that is off during the reset, and the state it is put back to. */
public record TriggerPlan(QualifiedName table, String name, Trigger.State before) {

    static TriggerPlan of(Trigger trigger) {
        return new TriggerPlan(trigger.table(), trigger.name(), trigger.state());
    }
}
