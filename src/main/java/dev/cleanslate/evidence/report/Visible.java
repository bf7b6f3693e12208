package dev.cleanslate.evidence.report;

import java.util.Locale;

/**
 * Text as it may stand on a page: what is invisible, or would turn other text around, is shown as its code, so that two
 * names which differ also look different; and a value that would fill pages is cut, which is marked.
 */
public final class Visible {

    private static final int LONGEST = 1_200;

    private Visible() {}

    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** At most {@code longest} characters of it; how many are left out stands behind them. */
    public static String of(String text, int longest) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length() && out.length() < longest) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (shows(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
            }
        }
        if (at < text.length()) {
            out.append("… [+").append(text.length() - at).append(']');
        }
        return out.toString();
    }

    /** Of something that stands on one line: a line end in it is as invisible as the rest. */
    static String name(String text, int longest) {
        return of(text, longest).replace("\n", "\\u{a}");
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
