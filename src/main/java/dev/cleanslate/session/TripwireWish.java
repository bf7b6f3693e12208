package dev.cleanslate.session;

import dev.cleanslate.scan.Tripwire;
import java.util.List;
import java.util.Set;

/** {@code skip}: tables, and columns as {@code table.column}, that are left alone; the rest are ids of detectors. */
public record TripwireWish(Act act, Tripwire.Mode mode, Set<String> with, Set<String> without, List<String> skip) {

    public TripwireWish {
        with = Set.copyOf(with);
        without = Set.copyOf(without);
        skip = List.copyOf(skip);
    }

    /** What is printed, and on the opt-in done; a status is only printed. */
    public enum Act {
        ARM,
        REMOVE,
        STATUS
    }
}
