package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.TableResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where each table stands: a frame for each fate, in it a grid that is as wide as a sheet of paper, parents before
 * children. Of very many tables only those whose rows go or change are drawn, and those that keys lead to.
 */
final class GraphLayout {

    static final int WIDTH = 700;
    static final int BOX_WIDTH = 154;
    static final int BOX_HEIGHT = 22;

    private static final int COLUMNS = 4;
    private static final int GAP_X = 18;
    private static final int GAP_Y = 12;
    private static final int MARGIN = 15;
    private static final int HEAD = 34;
    private static final int BETWEEN = 22;
    private static final int MOST = 200;

    /** A table at its place. */
    record Box(String name, String fate, int x, int y) {

        double middleX() {
            return x + BOX_WIDTH / 2.0;
        }

        double middleY() {
            return y + BOX_HEIGHT / 2.0;
        }
    }

    /** The tables of one fate. */
    record Frame(String fate, int tables, int y, int height) {}

    private final List<Frame> frames = new ArrayList<>();
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final int left;
    private final int height;

    private GraphLayout(List<TableResult> tables, List<PlanRecord.Key> keys, int left) {
        this.left = left;
        Map<String, Integer> depths = depths(tables, keys);
        int y = 1;
        for (String fate : Badge.FATES) {
            List<String> names = tables.stream()
                    .filter(table -> table.fate().equals(fate))
                    .map(TableResult::name)
                    .sorted(Comparator.comparing((String name) -> depths.getOrDefault(name, 0))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            if (!names.isEmpty()) {
                y = frame(fate, names, y);
            }
        }
        height = Math.max(1, y - BETWEEN + 2);
    }

    static GraphLayout of(List<TableResult> tables, PlanRecord.Proof proof) {
        if (tables.size() <= MOST) {
            return new GraphLayout(tables, proof.keys(), 0);
        }
        Set<String> concerned = Stream.concat(
                        tables.stream()
                                .filter(t ->
                                        !t.fate().equals("protect") && !t.fate().equals("ignore"))
                                .map(TableResult::name),
                        proof.reaches().stream().flatMap(key -> Stream.of(key.from(), key.to())))
                .limit(MOST)
                .collect(Collectors.toSet());
        List<TableResult> some =
                tables.stream().filter(t -> concerned.contains(t.name())).toList();
        return new GraphLayout(some, proof.keys(), tables.size() - some.size());
    }

    private int frame(String fate, List<String> names, int top) {
        for (int i = 0; i < names.size(); i++) {
            boxes.put(
                    names.get(i),
                    new Box(
                            names.get(i),
                            fate,
                            MARGIN + i % COLUMNS * (BOX_WIDTH + GAP_X),
                            top + HEAD + i / COLUMNS * (BOX_HEIGHT + GAP_Y)));
        }
        int rows = (names.size() + COLUMNS - 1) / COLUMNS;
        int high = HEAD + rows * (BOX_HEIGHT + GAP_Y) + 2;
        frames.add(new Frame(fate, names.size(), top, high));
        return top + high + BETWEEN;
    }

    /** How many keys a table is away from one that hangs on no other; keys that run in a circle count once. */
    private static Map<String, Integer> depths(List<TableResult> tables, List<PlanRecord.Key> keys) {
        Map<String, Integer> depths = new HashMap<>();
        tables.forEach(table -> depths.put(table.name(), 0));
        boolean moved = true;
        for (int round = 0; moved && round < 12; round++) {
            moved = false;
            for (PlanRecord.Key key : keys) {
                int wanted = depths.getOrDefault(key.from(), 0) + 1;
                if (!key.from().equals(key.to()) && depths.getOrDefault(key.to(), wanted) < wanted) {
                    depths.put(key.to(), wanted);
                    moved = true;
                }
            }
        }
        return depths;
    }

    List<Frame> frames() {
        return frames;
    }

    Map<String, Box> boxes() {
        return boxes;
    }

    /** Tables that are not drawn. */
    int left() {
        return left;
    }

    int height() {
        return height;
    }
}
