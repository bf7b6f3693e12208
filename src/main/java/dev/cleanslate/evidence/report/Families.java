package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tables that deletions lead from and to, each beside the one that it hangs on: a column for each step of the way, a row
 * for each end of one. A table that several ways reach stands where the longest of them does.
 */
final class Families {

    /** A way that is longer goes on downwards in the last column. */
    static final int DEEPEST = 5;

    /** More ends of one way than this stand side by side where there is room, and not all below each other. */
    private static final int BELOW = 6;

    private static final int SIDE_BY_SIDE_UNTIL = 4;

    /** Where in a grid. */
    record Seat(int column, int row) {}

    private final Map<String, PlanRecord.Key> trunk = new LinkedHashMap<>();
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private int rows;

    private Families() {}

    static Families of(List<String> tables, List<PlanRecord.Key> reaches) {
        Set<String> known = new HashSet<>(tables);
        List<PlanRecord.Key> ways = reaches.stream()
                .filter(key -> known.contains(key.from()) && known.contains(key.to()))
                .filter(key -> !key.from().equals(key.to()))
                .toList();
        Map<String, Integer> depths = depths(tables, ways);
        Families families = new Families();
        Comparator<PlanRecord.Key> stronger = Comparator.comparing(
                        (PlanRecord.Key key) -> !key.action().endsWith("CASCADE"))
                .thenComparing(key -> -depths.getOrDefault(key.from(), 0))
                .thenComparing(PlanRecord.Key::from);
        for (String table : tables) {
            ways.stream()
                    .filter(key -> key.to().equals(table))
                    .filter(key -> depths.getOrDefault(key.from(), 0) < depths.getOrDefault(table, 0))
                    .min(stronger)
                    .ifPresent(key -> {
                        families.trunk.put(table, key);
                        families.children
                                .computeIfAbsent(key.from(), from -> new ArrayList<>())
                                .add(table);
                    });
        }
        tables.stream()
                .filter(table -> !families.trunk.containsKey(table) && families.children.containsKey(table))
                .sorted(Comparator.comparing((String table) -> -families.size(table))
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(root -> families.seat(root, 0));
        return families;
    }

    private int size(String table) {
        return 1
                + children.getOrDefault(table, List.of()).stream()
                        .mapToInt(this::size)
                        .sum();
    }

    /** The first child stands in its parent's row, unless there is no column left for it. */
    private void seat(String table, int depth) {
        int column = Math.min(depth, DEEPEST - 1);
        seats.put(table, new Seat(column, rows));
        boolean first = column < DEEPEST - 1;
        List<String> own = children.getOrDefault(table, List.of());
        List<String> ends =
                own.stream().filter(child -> !children.containsKey(child)).toList();
        int across = ends.size() > BELOW ? SIDE_BY_SIDE_UNTIL - 1 - column : 1;
        for (String child : own) {
            if (across > 1 && ends.contains(child)) {
                continue;
            }
            if (!first) {
                rows++;
            }
            first = false;
            seat(child, depth + 1);
        }
        for (int i = 0; across > 1 && i < ends.size(); i++) {
            if (i % across == 0 && !first) {
                rows++;
            }
            first = false;
            seats.put(ends.get(i), new Seat(column + 1 + i % across, rows));
        }
        if (depth == 0) {
            rows++;
        }
    }

    /** How many keys a table is away from one that hangs on no other; keys that run in a circle count once. */
    private static Map<String, Integer> depths(List<String> tables, List<PlanRecord.Key> keys) {
        Map<String, Integer> depths = new HashMap<>();
        tables.forEach(table -> depths.put(table, 0));
        boolean moved = true;
        for (int round = 0; moved && round < 12; round++) {
            moved = false;
            for (PlanRecord.Key key : keys) {
                int wanted = depths.getOrDefault(key.from(), 0) + 1;
                if (depths.getOrDefault(key.to(), wanted) < wanted) {
                    depths.put(key.to(), wanted);
                    moved = true;
                }
            }
        }
        return depths;
    }

    Map<String, Seat> seats() {
        return seats;
    }

    /** The key by which a table hangs on the one before it; empty for the first of a way. */
    Optional<PlanRecord.Key> trunk(String table) {
        return Optional.ofNullable(trunk.get(table));
    }

    int rows() {
        return rows;
    }

    int columns() {
        return 1 + seats.values().stream().mapToInt(Seat::column).max().orElse(0);
    }
}
