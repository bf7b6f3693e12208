package dev.cleanslate.evidence;

import java.util.Locale;

/**
 * Text of a database or a file, made fit to print: what would move the cursor, colour, hide or turn text around is
 * shown as its code, so that two names which differ also look different.
 */
public final class Printable {

    private static final int LONGEST = 1_000;
    private static final String CUT = "...";

    private Printable() {}

    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** At most {@code longest} characters; what is cut is marked. */
    static String of(String text, int longest) {
        StringBuilder out = new StringBuilder();
        int cut = 0;
        int at = 0;
        while (at < text.length() && out.length() <= longest) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            out.append(shows(c) ? Character.toString(c) : code(c));
            if (out.length() <= longest - CUT.length()) {
                cut = out.length();
            }
        }
        if (out.length() > longest) {
            out.setLength(cut);
            out.append(CUT);
        }
        return out.toString();
    }

    /** Whether it is seen as what it is. */
    public static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String code(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u{%x}", c);
        };
    }
}
