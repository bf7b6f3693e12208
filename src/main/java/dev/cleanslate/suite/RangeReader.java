package dev.cleanslate.suite;

import dev.cleanslate.suite.Check.Range;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how many rows there may be: {@code 0}, {@code ">0"} or {@code "1..5"}. */
final class RangeReader {

    private static final Pattern RANGE =
            Pattern.compile("([0-9]{1,18})|>\\s*([0-9]{1,18})|([0-9]{1,18})\\.\\.([0-9]{1,18})");

    private RangeReader() {}

    static Optional<Range> read(Node node, String what, Values values) {
        Matcher matcher =
                RANGE.matcher(node instanceof Node.Scalar scalar ? scalar.text().strip() : "");
        if (!matcher.matches()) {
            return values.refuse(node, what, "a count from 0, or a range such as \">0\" or \"1..5\"");
        }
        if (matcher.group(1) != null) {
            long exactly = Long.parseLong(matcher.group(1));
            return Optional.of(new Range(exactly, Optional.of(exactly)));
        }
        if (matcher.group(2) != null) {
            return Optional.of(new Range(Long.parseLong(matcher.group(2)) + 1, Optional.empty()));
        }
        long least = Long.parseLong(matcher.group(3));
        long most = Long.parseLong(matcher.group(4));
        if (least > most) {
            return values.refuse(node, what, "a range that begins with its smaller end, as in \"1..5\"");
        }
        return Optional.of(new Range(least, Optional.of(most)));
    }
}
