package dev.cleanslate.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step under way as a terminal shows it: its name, time and rows; and, when it takes longer, what the server is at, for
 * whom it waits, and what comes next.
 */
final class LiveLines {

    /** What time and rows take beside the name, mostly. */
    private static final int BESIDE = 45;

    private static final int WIDEST_NAME = 60;
    /** What is written over has to be less than a small terminal is high. */
    private static final int MOST_OF_WAITS = 6;

    private static final int MOST_OF_WORK = 3;
    private static final String INDENT = "      ";

    private LiveLines() {}

    static List<String> of(Watched step, Ahead ahead, Instant now, int columns, Ink ink, Glyphs glyphs) {
        int room = Math.max(12, Math.min(WIDEST_NAME, columns - BESIDE));
        String name = Width.left(Width.cut(Printable.of(step.name, 200), room), room);
        boolean lasts = step.isLong(now);
        String details = lasts ? "" : step.details();
        List<String> lines = new ArrayList<>();
        lines.add(Width.cut(
                "  " + glyphs.running() + " " + name + "  " + step.wholeSeconds(now) + ahead.before(step.id)
                        + (details.isEmpty() ? "" : "  " + details),
                columns));
        if (lasts) {
            String work = Stream.of(step.details(), step.work())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("; "));
            if (!work.isEmpty()) {
                indented(work, columns, MOST_OF_WORK).forEach(lines::add);
            }
            step.waits().stream()
                    .flatMap(wait -> indented(wait, columns, MOST_OF_WAITS))
                    .limit(MOST_OF_WAITS)
                    .forEach(part -> lines.add(ink.yellow(part)));
            String next = ahead.after(step.id);
            if (!next.isEmpty()) {
                lines.add(ink.dim(Width.cut(INDENT + next, columns)));
            }
        }
        return lines;
    }

    private static Stream<String> indented(String text, int columns, int most) {
        return Width.wrap(text, columns - INDENT.length()).stream()
                .limit(most)
                .map(part -> Width.cut(INDENT + part, columns));
    }
}
