package dev.cleanslate.scan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the schema of every operator, so that no search_path puts another in its place. A function could pin its
 * search_path instead, and that costs more than all it does.
 */
final class PinnedOperators {

    /** A literal with a doubled quote in it counts as two. */
    private static final Pattern LITERAL_OR_OPERATOR = Pattern.compile(
            "('[^']*+'|\"[^\"]*+\")|(?<=[\\s)])(!?~\\*?|<<=|<>|[<>]=?|=|\\||&)(?=[\\s(])|\\b(NOT )?LIKE\\b");

    private PinnedOperators() {}

    static String in(String sql) {
        Matcher found = LITERAL_OR_OPERATOR.matcher(sql);
        StringBuilder pinned = new StringBuilder();
        while (found.find()) {
            String operator = found.group(2);
            String put = found.group(1) != null
                    ? found.group()
                    : "OPERATOR(pg_catalog." + (operator != null ? operator : found.group(3) != null ? "!~~" : "~~")
                            + ")";
            found.appendReplacement(pinned, Matcher.quoteReplacement(put));
        }
        return found.appendTail(pinned).toString();
    }
}
