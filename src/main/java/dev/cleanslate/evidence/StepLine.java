package dev.cleanslate.evidence;

import java.util.ArrayList;
import java.util.List;

/** A step that has ended, in one line whose figures stand under those of the others, however long its name is. */
final class StepLine {

    /** What name and rows have together; mark, gaps and time make it 79. */
    private static final int BODY = 62;

    private static final int TIME = 9;
    private static final String GAP = "  ";

    private StepLine() {}

    /** {@code mark} may hold colour, so its width is that of {@code plainMark}. */
    static List<String> of(String mark, String plainMark, String name, String rows, String time) {
        int room = rows.isEmpty() ? BODY : BODY - GAP.length() - Width.of(rows);
        List<String> parts = Width.wrap(name, room);
        List<String> lines = new ArrayList<>();
        lines.add(GAP + mark + " " + Width.left(parts.get(0), room) + (rows.isEmpty() ? "" : GAP + rows) + GAP
                + Width.right(time, TIME));
        String indent = " ".repeat(GAP.length() + Width.of(plainMark) + 1);
        parts.stream().skip(1).forEach(part -> lines.add(indent + part));
        return lines;
    }
}
