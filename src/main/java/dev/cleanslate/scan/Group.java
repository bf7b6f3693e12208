package dev.cleanslate.scan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of one mask: how many, when created, and between which places of the table they lie. */
record Group(
        long rows,
        @Nullable String first,
        @Nullable String last,
        @Nullable String from,
        @Nullable String to) {

    static final Group NONE = new Group(0, null, null, null, null);

    Group plus(Group other) {
        return new Group(
                rows + other.rows,
                earlier(first, other.first),
                later(last, other.last),
                // Places do not sort as their texts do; whoever needs both takes the whole table.
                from == null ? other.from : other.from == null || from.equals(other.from) ? from : "(0,0)",
                to == null ? other.to : other.to == null || to.equals(other.to) ? to : "(4294967294,65535)");
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

    private static @Nullable String earlier(@Nullable String a, @Nullable String b) {
        return a == null ? b : b == null || a.compareTo(b) <= 0 ? a : b;
    }

    private static @Nullable String later(@Nullable String a, @Nullable String b) {
        return a == null ? b : b == null || a.compareTo(b) >= 0 ? a : b;
    }
}
