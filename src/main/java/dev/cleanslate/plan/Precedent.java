package dev.cleanslate.plan;

import java.util.Map;
import java.util.Optional;

/**
 * What a plan that was rehearsed went by, per table as that plan names it. A plan made with it chooses the same ways
 * again, also where a table has grown since: what runs is what was tried.
 */
public record Precedent(Map<String, Measured> tables) {

    public static final Precedent NONE = new Precedent(Map.of());

    public Precedent {
        tables = Map.copyOf(tables);
    }

    /** {@code putAside}: few enough rows stayed to be put aside and back. */
    public record Measured(long rows, long bytes, boolean putAside) {}

    Optional<Measured> of(Object table) {
        return Optional.ofNullable(tables.get(table.toString()));
    }
}
