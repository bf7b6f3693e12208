package dev.cleanslate.postgres;

import java.util.Set;

/** A trigger a person made (never one that enforces a key). Clones on partitions are left out. */
public record Trigger(
        long oid,
        QualifiedName table,
        String name,
        State state,
        Timing timing,
        boolean forEachRow,
        Set<Event> events,
        String function,
        String definition) {

    public Trigger {
        events = Set.copyOf(events);
    }

    /** pg_trigger.tgenabled: O, D, R, A. */
    public enum State {
        ENABLED,
        DISABLED,
        REPLICA,
        ALWAYS
    }

    public enum Timing {
        BEFORE,
        AFTER,
        INSTEAD_OF
    }

    public enum Event {
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE
    }
}
