package dev.cleanslate.evidence;

import java.util.List;

/**
 * Text of a database, a file or a person within Markdown: it shows as it is written and is never taken for markup, a link
 * or the end of a table's cell.
 */
final class MarkdownText {

    private static final int LONGEST = 300;

    private MarkdownText() {}

    /** On one line, cut where it is long. */
    static String of(String value) {
        return of(value, LONGEST);
    }

    static String of(String value, int longest) {
        String one = value.replaceAll("\\s+", " ").strip();
        String shown = one.length() > longest ? one.substring(0, longest) + "…" : one;
        return Printable.of(shown, 2 * longest)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*{}\\[\\]|~#@$])", "\\\\$1")
                // Within a word it means nothing, and names of tables are full of it.
                .replaceAll("(?<![\\p{Alnum}])_|_(?![\\p{Alnum}])", "\\\\_")
                // What GitHub makes a link of without being asked.
                .replace("://", "\\://")
                .replaceAll("(?i)\\b(www)\\.", "$1\\\\.");
    }

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
