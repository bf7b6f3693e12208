package dev.cleanslate.suite;

import dev.cleanslate.api.Database;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check: its name as the test shows it (given, or drawn from the kind), where it stands, and what it asks;
 * {@code only}: of which variant.
 */
public record Check(String name, Place place, Kind kind, Optional<String> only) {

    public Check(String name, Place place, Kind kind) {
        this(name, place, kind, Optional.empty());
    }

    public sealed interface Kind {

        /** Exact counts or ranges per table. */
        record Rows(Map<String, Range> tables) implements Kind {
            public Rows {
                tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
            }
        }

        /** No row of the table has anything but zero (or null) in these columns. */
        record Zero(Map<String, List<String>> columns) implements Kind {
            public Zero {
                columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            }
        }

        /** The scan finds no unwaived warning or critical. */
        record Clean() implements Kind {}

        record Query(String sql, Expectation expect) implements Kind {}

        /** The next value that each sequence will give. */
        record Sequence(Map<String, Long> next) implements Kind {
            public Sequence {
                next = Collections.unmodifiableMap(new LinkedHashMap<>(next));
            }
        }

        /** Trigger name (or table.trigger) to the state it must be in. */
        record Trigger(Map<String, TriggerState> states) implements Kind {
            public Trigger {
                states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
            }
        }

        /** No row refers to a row that is not there, over every foreign key. */
        record NoOrphans() implements Kind {}

        /** A method of a suite class; {@code method} as in {@code BakeryReset.balancesAreZero}. */
        record Asserts(String method, Assertion assertion) implements Kind {}
    }

    /** Throws an {@link AssertionError} for what is not as it should be. */
    @FunctionalInterface
    public interface Assertion {
        void on(Database database) throws Throwable;
    }

    /** A range of counts, both ends inclusive; no upper end means any number. */
    public record Range(long least, Optional<Long> most) {
        public boolean holds(long count) {
            return count >= least && most.map(m -> count <= m).orElse(true);
        }

        /** As a suite spells it. */
        public String spelled() {
            return most.map(m -> m == least ? String.valueOf(m) : least + ".." + m)
                    .orElse(least == 0 ? ">=0" : ">" + (least - 1));
        }

        @Override
        public String toString() {
            if (most.isEmpty()) {
                return "at least " + least;
            }
            return most.get() == least ? "exactly " + least : least + " to " + most.get();
        }
    }

    public sealed interface Expectation {
        record Empty() implements Expectation {}

        /** One row with one column, compared as text. */
        record Scalar(@Nullable String text) implements Expectation {}

        /** These rows in this order, each value compared as text. */
        record Rows(List<List<@Nullable String>> rows) implements Expectation {}
    }

    public enum TriggerState {
        ENABLED,
        DISABLED,
        REPLICA,
        ALWAYS
    }
}
