package dev.cleanslate.suite;

import java.util.regex.Pattern;

/** How a text that somebody else wrote is quoted in a message: short, on one line, without control characters. */
final class Shown {

    static final String HIDDEN = "(not shown, it might hold a secret)";

    private static final int LONGEST = 60;
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");
    private static final Pattern SMALL_NUMBER = Pattern.compile("-?[0-9]{1,4}");

    private Shown() {}

    static String text(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).map(c -> unfit(c) ? '\uFFFD' : c).forEach(shown::appendCodePoint);
        return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "…\"" : "\"")
                .toString();
    }

    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    static boolean isSmallNumber(String text) {
        return SMALL_NUMBER.matcher(text).matches();
    }

    /** Whether a character could move the cursor, hide or reorder the text around it. */
    static boolean unfit(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
