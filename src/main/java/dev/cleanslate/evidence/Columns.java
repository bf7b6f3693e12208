package dev.cleanslate.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of cells in aligned columns. The last column takes what is left of the line and is wrapped under itself. */
final class Columns {

    private static final String GAP = "  ";
    private static final int LINE = 110;
    private static final int NARROWEST_LAST = 24;

    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();

    /** One letter per column: {@code l} or {@code r}. */
    Columns(String alignment) {
        this.alignment = alignment;
    }

    Columns row(String... cells) {
        if (cells.length != alignment.length()) {
            throw new IllegalArgumentException(
                    alignment.length() + " columns cannot take " + cells.length + " cells: " + Arrays.toString(cells));
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<String> lines(String indent) {
        int last = alignment.length() - 1;
        int[] widths = new int[last];
        for (int i = 0; i < last; i++) {
            int column = i;
            widths[i] =
                    rows.stream().mapToInt(r -> Width.of(r.get(column))).max().orElse(0);
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < last; i++) {
                String cell = row.get(i);
                line.append(alignment.charAt(i) == 'r' ? Width.right(cell, widths[i]) : Width.left(cell, widths[i]));
                line.append(GAP);
            }
            int used = Width.of(line.toString());
            String start = line.toString();
            for (String part : Width.wrap(row.get(last), Math.max(NARROWEST_LAST, LINE - used))) {
                lines.add((start + part).stripTrailing());
                start = " ".repeat(used);
            }
        }
        return lines;
    }
}
