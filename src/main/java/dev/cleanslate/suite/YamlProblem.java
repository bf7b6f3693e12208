package dev.cleanslate.suite;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What the YAML parser could not read, in words and without the snippet of the file that its own message carries. */
final class YamlProblem {

    private YamlProblem() {}

    static Fault of(YamlEngineException e, String text, String file) {
        if (!(e instanceof MarkedYamlEngineException marked)) {
            return new Fault(Place.of(file), "the file is not valid YAML.");
        }
        Optional<Mark> mark = marked.getProblemMark().or(marked::getContextMark);
        Place place = mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(Place.of(file));
        String line =
                text.lines().skip(Math.max(0, place.line() - 1)).findFirst().orElse("");
        String indentation =
                line.substring(0, line.length() - line.stripLeading().length());
        if (indentation.contains("\t") || line.startsWith("\t", Math.max(0, place.column() - 1))) {
            return new Fault(place, "a tab stands in the indentation. YAML indents with spaces: replace the tab.");
        }
        String problem = Optional.ofNullable(marked.getProblem())
                .orElse("it cannot be parsed")
                .strip();
        return new Fault(
                place,
                "the file is not valid YAML here: "
                        + problem.replaceFirst("\\.? *\\(Do not use .*", "").replaceFirst(", but (got|found) .*", "")
                        + "." + mend(problem, line));
    }

    private static String mend(String problem, String line) {
        if (line.contains(": >")) {
            return " A range is written in quotes: \">0\".";
        } else if (problem.startsWith("mapping values are not allowed")) {
            return " A text with a colon in it is written in quotes.";
        } else if (problem.contains("cannot start any token")) {
            return " A text that begins with it is written in quotes.";
        }
        return problem.startsWith("expected <block end>")
                ? " Check how far this line and the one above it are indented."
                : "";
    }

    /** The first character that no text file should hold; the parser would name it without its line. */
    static Optional<Fault> unfitCharacter(String text, String file) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean control = Character.getType(c) == Character.CONTROL && "\n\r\t\u0085".indexOf(c) < 0;
            if (control || (c & 0xFFFE) == 0xFFFE) {
                return Optional.of(new Fault(
                        new Place(file, line, column),
                        "the control character U+%04X stands here. Remove it, or save the file as UTF-8 text."
                                .formatted(c)));
            }
            column = c == '\n' ? 1 : column + 1;
            line += c == '\n' ? 1 : 0;
        }
        return Optional.empty();
    }
}
