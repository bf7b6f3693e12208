package dev.cleanslate.evidence.report;

import java.util.Locale;

/** The elements a report is made of; none of them runs or fetches anything. */
public enum Tag {
    HTML,
    HEAD,
    META,
    TITLE,
    BODY,
    HEADER,
    MAIN,
    NAV,
    SECTION,
    FOOTER,
    DIV,
    H1,
    H2,
    H3,
    P,
    UL,
    OL,
    LI,
    DL,
    DT,
    DD,
    TABLE,
    CAPTION,
    THEAD,
    TBODY,
    TR,
    TH,
    TD,
    A,
    SPAN,
    STRONG,
    CODE,
    PRE,
    BR,
    FIGURE,
    FIGCAPTION,
    SVG,
    DESC,
    G,
    RECT,
    PATH,
    TEXT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
