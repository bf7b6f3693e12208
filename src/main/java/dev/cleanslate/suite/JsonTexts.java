package dev.cleanslate.suite;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lists of texts as JSON on one line, in which no character can hide, move or end the line. */
final class JsonTexts {

    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private JsonTexts() {}

    /** {@code bare}: whole numbers without quotes, as people write them. */
    static String written(List<String> texts, boolean bare) {
        return texts.stream()
                .map(text -> bare && NUMBER.matcher(text).matches() ? text : quoted(text))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (Shown.unfit(c) || (c != ' ' && Character.isSpaceChar(c))) {
                for (char unit : Character.toChars(c)) {
                    quoted.append("\\u%04x".formatted((int) unit));
                }
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
