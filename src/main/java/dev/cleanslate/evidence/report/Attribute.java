package dev.cleanslate.evidence.report;

import java.util.Locale;

/**
 * Attributes whose value is harmless whatever it is. Links and styles are not among them: {@link Element} has a method of
 * its own for each, which takes nothing that could lead out of the page.
 */
public enum Attribute {
    CLASS,
    ID,
    LANG,
    SCOPE,
    ROLE,
    COLSPAN,
    TABINDEX,
    NAME,
    CONTENT,
    CHARSET,
    TITLE,
    ARIA_LABEL,
    ARIA_LABELLEDBY,
    ARIA_HIDDEN,
    XMLNS,
    VIEWBOX("viewBox"),
    WIDTH,
    HEIGHT,
    X,
    Y,
    RX,
    D;

    private final String word;

    Attribute() {
        word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Attribute(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
