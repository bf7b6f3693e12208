package dev.cleanslate.scan;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cheap look at a value that decides whether a detector is asked at all: one function call and one lookup in a
 * hash table, shared by all detectors of a column that look at the same part of it. {@code {c}} is the column.
 */
enum Probe {
    /** A cast to varchar(n) stops reading after n characters; {@code left()} counts to the end of the value. */
    START_4("({c})::pg_catalog.varchar(4)::pg_catalog.text", 4),
    START_8("({c})::pg_catalog.varchar(8)::pg_catalog.text", 8),
    START_16("({c})::pg_catalog.varchar(16)::pg_catalog.text", 16),
    /** Dear: all of the value is counted to find its end. */
    END_5("pg_catalog.right({c}, 5)", 5),
    WHOLE("{c}", Integer.MAX_VALUE),
    /** What stands behind the @; asked, like the next one, only of addresses at no provider that everybody knows. */
    MAIL_DOMAIN("pg_catalog.lower(pg_catalog.split_part({c}, '@', 2))", Integer.MAX_VALUE),
    MAIL_LIKE("", Integer.MAX_VALUE),
    /** The heads are patterns: a handful of LIKEs is cheaper than taking the end of a value, which counts all of it. */
    LIKE("", Integer.MAX_VALUE),
    /** The type is one byte, and most texts that are none begin behind the Z. */
    CAPITAL("(({c})::pg_catalog.\"char\" <= 'Z' AND ({c})::pg_catalog.\"char\" >= 'A')", 0),
    /** The exact predicate is cheap itself. */
    NONE("", 0),
    /** Nor is this one gated; the predicate is a suite's, over the row, and taken as it stands. */
    GIVEN("", 0);

    private final String expression;
    private final int length;

    Probe(String expression, int length) {
        this.expression = expression;
        this.length = length;
    }

    /** What of a word this looks at. */
    String part(String word) {
        int count = word.codePointCount(0, word.length());
        if (count <= length) {
            return word;
        }
        return this == END_5
                ? word.substring(word.offsetByCodePoints(0, count - length))
                : word.substring(0, word.offsetByCodePoints(0, length));
    }

    /** Whether so much of a word is all that this looks at. */
    boolean fills(String start) {
        return start.codePointCount(0, start.length()) >= length;
    }

    /** Whether it looks for certain beginnings, values or patterns. */
    boolean looksUp() {
        return !asksAtOnce() && this != CAPITAL;
    }

    boolean asksAtOnce() {
        return this == NONE || this == GIVEN;
    }

    /** What asks at once has no gate. An array of nine and more constants is hashed by the server. */
    String gate(Collection<String> heads) {
        return switch (this) {
            case NONE, GIVEN -> "";
            case CAPITAL -> expression;
            case LIKE, MAIL_LIKE -> like(heads);
            case START_4, START_8, START_16, END_5, WHOLE, MAIL_DOMAIN -> in(expression, heads);
        };
    }

    /** Whether several detectors of a column may share one gate; of patterns each costs by itself. */
    boolean shared() {
        return this != LIKE && this != MAIL_LIKE;
    }

    /** Whether nothing of an address but its domain matters. */
    boolean ofDomains() {
        return this == MAIL_DOMAIN || this == MAIL_LIKE;
    }

    /** Values that need not be asked: most addresses are at one of these, and one lookup is cheaper than two. */
    Optional<String> spared(Collection<String> usual) {
        return ofDomains()
                ? Optional.of(in(
                        "pg_catalog.split_part({c}, '@', 2)",
                        Stream.concat(MailDetectors.WELL_KNOWN.stream(), usual.stream())
                                .toList()))
                : Optional.empty();
    }

    private static String like(Collection<String> patterns) {
        return patterns.stream()
                .distinct()
                .map(pattern -> "{c} LIKE " + Sql.literal(pattern))
                .collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String in(String expression, Collection<String> values) {
        return "(" + expression + " COLLATE \"C\") = ANY ("
                + Sql.array(values.stream().distinct().sorted().toList())
                + "::pg_catalog.text[])";
    }
}
