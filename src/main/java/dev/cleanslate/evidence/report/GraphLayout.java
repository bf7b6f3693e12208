package dev.cleanslate.evidence.report;

import dev.cleanslate.evidence.record.PlanRecord;
import dev.cleanslate.evidence.record.TableResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where each table stands: a frame for each fate, as wide as a sheet of paper, in it the ways of deletions from left to
 * right, and below them the tables that none concerns. Of very many tables only those whose rows go or change are drawn,
 * and those that keys lead to.
 */
final class GraphLayout {

    static final int WIDTH = 700;
    static final int BOX_HEIGHT = 22;

    private static final int COLUMNS = 4;
    static final int GAP_X = 24;
    private static final int GAP_Y = 8;
    private static final int MARGIN = 15;
    private static final int HEAD = 34;
    private static final int BETWEEN = 22;
    private static final int MOST = 200;

    /** A table at its place. */
    record Box(String name, String fate, int x, int y, int width) {

        double middleX() {
            return x + width / 2.0;
        }

        double middleY() {
            return y + BOX_HEIGHT / 2.0;
        }
    }

    /** The tables of one fate. */
    record Frame(String fate, int tables, int y, int height) {}

    private final List<Frame> frames = new ArrayList<>();
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Set<PlanRecord.Key> trunks = new HashSet<>();
    private final int left;
    private final int height;
    private final int columns;
    private final int boxWidth;

    private GraphLayout(List<TableResult> tables, List<PlanRecord.Key> reaches, int left) {
        this.left = left;
        Map<String, List<String>> fates = new LinkedHashMap<>();
        for (String fate : Badge.FATES) {
            List<String> names = tables.stream()
                    .filter(table -> table.fate().equals(fate))
                    .map(TableResult::name)
                    .sorted()
                    .toList();
            if (!names.isEmpty()) {
                fates.put(fate, names);
            }
        }
        Map<String, Families> families = new LinkedHashMap<>();
        fates.forEach((fate, names) -> families.put(fate, Families.of(names, reaches)));
        columns = Math.max(
                COLUMNS,
                families.values().stream().mapToInt(Families::columns).max().orElse(COLUMNS));
        boxWidth = (WIDTH - 2 * MARGIN - (columns - 1) * GAP_X) / columns;
        int y = 1;
        for (Map.Entry<String, List<String>> fate : fates.entrySet()) {
            y = frame(fate.getKey(), fate.getValue(), Objects.requireNonNull(families.get(fate.getKey())), y);
        }
        height = Math.max(1, y - BETWEEN + 2);
    }

    static GraphLayout of(List<TableResult> tables, PlanRecord.Proof proof) {
        if (tables.size() <= MOST) {
            return new GraphLayout(tables, proof.reaches(), 0);
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
        return new GraphLayout(some, proof.reaches(), tables.size() - some.size());
    }

    private int frame(String fate, List<String> names, Families families, int top) {
        families.seats().forEach((name, seat) -> {
            place(name, fate, seat.column(), seat.row(), top);
            families.trunk(name).ifPresent(trunks::add);
        });
        List<String> loose = names.stream()
                .filter(name -> !families.seats().containsKey(name))
                .toList();
        for (int i = 0; i < loose.size(); i++) {
            place(loose.get(i), fate, i % columns, families.rows() + i / columns, top);
        }
        int rows = families.rows() + (loose.size() + columns - 1) / columns;
        int high = HEAD + rows * (BOX_HEIGHT + GAP_Y) + 2;
        frames.add(new Frame(fate, names.size(), top, high));
        return top + high + BETWEEN;
    }

    private void place(String name, String fate, int column, int row, int top) {
        boxes.put(
                name,
                new Box(
                        name,
                        fate,
                        MARGIN + column * (boxWidth + GAP_X),
                        top + HEAD + row * (BOX_HEIGHT + GAP_Y),
                        boxWidth));
    }

    /** Whether this key is the one by which its child stands beside its parent. */
    boolean isTrunk(PlanRecord.Key key) {
        return trunks.contains(key);
    }

    /** Above the boxes that stand side by side with this child and farther than one column from their parent, if it does. */
    OptionalDouble shelf(PlanRecord.Key key) {
        return isFar(key)
                ? trunks.stream()
                        .filter(other -> other.from().equals(key.from()) && isFar(other))
                        .mapToDouble(other -> box(other.to()).y() - GAP_Y / 2.0)
                        .min()
                : OptionalDouble.empty();
    }

    private boolean isFar(PlanRecord.Key key) {
        Box from = box(key.from());
        return box(key.to()).x() > from.x() + from.width() + GAP_X;
    }

    private Box box(String name) {
        return Objects.requireNonNull(boxes.get(name), name);
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
