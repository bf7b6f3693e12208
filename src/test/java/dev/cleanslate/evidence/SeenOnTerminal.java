package dev.cleanslate.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person sees in the end of what was written to a terminal, by the few control sequences that are used. */
final class SeenOnTerminal {

    private static final Pattern PIECE = Pattern.compile("\u001b\\[([?0-9;]*)([A-Za-z])|\r|\n|[^\u001b\r\n]+");

    private SeenOnTerminal() {}

    static String of(String written) {
        List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
        int row = 0;
        int column = 0;
        Matcher piece = PIECE.matcher(written);
        while (piece.find()) {
            String text = piece.group();
            if (text.equals("\r")) {
                column = 0;
            } else if (text.equals("\n")) {
                row++;
                column = 0;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            } else if ("K".equals(piece.group(2))) {
                lines.get(row).setLength(Math.min(column, lines.get(row).length()));
            } else if ("A".equals(piece.group(2))) {
                row--;
            } else if (piece.group(2) == null) {
                StringBuilder line = lines.get(row);
                line.replace(Math.min(column, line.length()), Math.min(column + text.length(), line.length()), text);
                column += text.length();
            }
        }
        while (lines.size() > row + 1 && lines.get(lines.size() - 1).length() == 0) {
            lines.remove(lines.size() - 1);
        }
        return String.join("\n", lines);
    }
}
