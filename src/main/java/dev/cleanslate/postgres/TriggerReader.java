package dev.cleanslate.postgres;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads triggers; timing and events are bits of {@code pg_trigger.tgtype}. */
final class TriggerReader {

    private static final int ROW = 1;
    private static final int BEFORE = 1 << 1;
    private static final int INSERT = 1 << 2;
    private static final int DELETE = 1 << 3;
    private static final int UPDATE = 1 << 4;
    private static final int TRUNCATE = 1 << 5;
    private static final int INSTEAD = 1 << 6;

    private TriggerReader() {}

    static List<Trigger> triggers(Relations relations, List<Row> rows) {
        return rows.stream()
                .map(row -> trigger(relations, row))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Trigger::table).thenComparing(Trigger::name))
                .toList();
    }

    private static Optional<Trigger> trigger(Relations relations, Row row) {
        long type = row.number("type");
        return relations
                .name(row.number("relation"))
                .map(table -> new Trigger(
                        row.number("oid"),
                        table,
                        row.word("name"),
                        state(row.word("state")),
                        (type & BEFORE) != 0
                                ? Trigger.Timing.BEFORE
                                : (type & INSTEAD) != 0 ? Trigger.Timing.INSTEAD_OF : Trigger.Timing.AFTER,
                        (type & ROW) != 0,
                        events(type),
                        row.word("function"),
                        row.word("definition")));
    }

    private static Set<Trigger.Event> events(long type) {
        Set<Trigger.Event> events = EnumSet.noneOf(Trigger.Event.class);
        if ((type & INSERT) != 0) {
            events.add(Trigger.Event.INSERT);
        }
        if ((type & UPDATE) != 0) {
            events.add(Trigger.Event.UPDATE);
        }
        if ((type & DELETE) != 0) {
            events.add(Trigger.Event.DELETE);
        }
        if ((type & TRUNCATE) != 0) {
            events.add(Trigger.Event.TRUNCATE);
        }
        return events;
    }

    private static Trigger.State state(String letter) {
        return switch (letter) {
            case "O" -> Trigger.State.ENABLED;
            case "D" -> Trigger.State.DISABLED;
            case "R" -> Trigger.State.REPLICA;
            case "A" -> Trigger.State.ALWAYS;
            default -> throw new IllegalStateException("pg_trigger knows a state \"" + letter + "\"");
        };
    }
}
