package dev.cleanslate.suite;

import dev.cleanslate.suite.Check.Kind;
import java.util.Locale;
import java.util.stream.Collectors;

/** The name of a check that was given none: what it asks, short enough for a line. */
final class CheckName {

    private static final int LONGEST = 100;

    private CheckName() {}

    static String of(Kind kind) {
        String name = sentence(kind).replaceAll("\\s+", " ");
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    // Java 17 has no pattern switch; the last branch is the one kind that is left.
    private static String sentence(Kind kind) {
        if (kind instanceof Kind.Rows rows) {
            return rows.tables().entrySet().stream()
                    .map(table -> table.getKey() + " " + table.getValue())
                    .collect(Collectors.joining(", ", "Rows: ", ""));
        } else if (kind instanceof Kind.Zero zero) {
            return zero.columns().entrySet().stream()
                    .map(table -> table.getKey() + " (" + String.join(", ", table.getValue()) + ")")
                    .collect(Collectors.joining(", ", "Zero: ", ""));
        } else if (kind instanceof Kind.Clean) {
            return "The scan finds nothing";
        } else if (kind instanceof Kind.Query query) {
            return "Query: " + query.sql().strip();
        } else if (kind instanceof Kind.Sequence sequence) {
            return sequence.next().entrySet().stream()
                    .map(next -> next.getKey() + " gives " + next.getValue())
                    .collect(Collectors.joining(", ", "Sequences: ", ""));
        } else if (kind instanceof Kind.Trigger trigger) {
            return trigger.states().entrySet().stream()
                    .map(state -> state.getKey() + " " + state.getValue().name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "Triggers: ", ""));
        }
        if (kind instanceof Kind.Asserts asserts) {
            return asserts.method();
        }
        return "No row points at a row that is not there";
    }
}
