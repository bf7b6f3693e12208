package dev.cleanslate.scan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of one mask: how many, when created, and between which places of the table they lie. */
record Group(
        long rows,
        @Nullable String first,
        @Nullable String last,
        @Nullable Tid from,
        @Nullable Tid to) {

    static final Group NONE = new Group(0, null, null, null, null);

    Group plus(Group other) {
        return new Group(
                rows + other.rows,
                least(first, other.first),
                greatest(last, other.last),
                least(from, other.from),
                greatest(to, other.to));
    }

    Group minus(long gone) {
        return new Group(rows - gone, first, last, from, to);
    }

    Optional<String> since() {
        return Optional.ofNullable(first);
    }

    Optional<String> until() {
        return Optional.ofNullable(last);
    }

    private static <T extends Comparable<T>> @Nullable T least(@Nullable T a, @Nullable T b) {
        return a == null || (b != null && b.compareTo(a) < 0) ? b : a;
    }

    private static <T extends Comparable<T>> @Nullable T greatest(@Nullable T a, @Nullable T b) {
        return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
    }
}
