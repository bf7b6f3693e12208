package dev.cleanslate.postgres;

import java.util.List;
import java.util.Optional;

/**
 * A sequence; {@code usedBy} are the tables whose column defaults draw from it, the owner included.
 * {@code lastValue} is empty when no value was drawn since its start, or when this role may not see it.
 */
public record Sequence(
        long oid,
        QualifiedName name,
        Optional<QualifiedName> ownerTable,
        Optional<String> ownerColumn,
        List<QualifiedName> usedBy,
        boolean identity,
        Optional<String> extension,
        long start,
        long increment,
        Optional<Long> lastValue,
        boolean owned) {

    public Sequence {
        usedBy = List.copyOf(usedBy);
    }
}
