package dev.cleanslate.evidence;

import java.util.ArrayList;
import java.util.List;

/** Text measured in columns of a terminal: marks take none, East Asian wide characters and pictures take two. */
final class Width {

    /** First and last of each range of wide characters. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2e80, 0xa4cf, 0xac00, 0xd7a3, 0xf900, 0xfaff,
        0xfe30, 0xfe6f, 0xff00, 0xff60, 0x1f300, 0x1faff, 0x20000, 0x3fffd
    };

    private Width() {}

    static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    private static int of(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int taken = 0;
        for (int c : text.codePoints().toArray()) {
            taken += of(c);
            if (taken > columns - 3) {
                break;
            }
            out.appendCodePoint(c);
        }
        return out.append("...").toString();
    }

    /**
     * Broken at spaces; a word longer than a line stands alone and overflows, so that it can be copied whole. What the
     * text is indented by stays: it may tell a quotation from a line of our own.
     */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String words = text.stripLeading();
        StringBuilder line = new StringBuilder(text.substring(0, text.length() - words.length()));
        boolean begun = false;
        for (String word : words.split(" ", -1)) {
            if (begun && of(line.toString()) + 1 + of(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
