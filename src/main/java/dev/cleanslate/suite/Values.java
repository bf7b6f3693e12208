package dev.cleanslate.suite;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single values of the types the grammar has; {@code what} names the value in the message of a fault. */
record Values(Faults faults) {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(7);

    Optional<Node.Mapping> mapping(Node node, String what) {
        return node instanceof Node.Mapping mapping && !mapping.entries().isEmpty()
                ? Optional.of(mapping)
                : refuse(node, what, "a mapping with at least one key");
    }

    Optional<List<Node>> list(Node node, String what) {
        if (node instanceof Node.Sequence sequence && sequence.items().isEmpty()) {
            faults.add(node.place(), what + " is an empty list. Fill it or leave it out.");
            return Optional.empty();
        }
        return node instanceof Node.Sequence sequence
                ? Optional.of(sequence.items())
                : refuse(node, what, "a list such as [a, b]");
    }

    Optional<String> text(Node node, String what) {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.TEXT) {
            if (!scalar.text().isBlank()) {
                return Optional.of(scalar.text());
            }
            faults.add(node.place(), what + " is empty.");
            return Optional.empty();
        }
        boolean quotable = node instanceof Node.Scalar scalar && scalar.hasValue();
        return refuse(node, what, quotable ? "a text (put it in quotes)" : "a text");
    }

    /** A text of one line that a terminal and a page can show as it is. */
    Optional<String> label(Node node, String what) {
        return text(node, what).filter(text -> {
            boolean fit = text.codePoints().noneMatch(Shown::unfit);
            if (!fit) {
                faults.add(node.place(), what + " holds a control character. Names are plain text on one line.");
            }
            return fit;
        });
    }

    /** Any scalar but null, exactly as it is written. */
    Optional<String> written(Node node, String what) {
        return node instanceof Node.Scalar scalar && scalar.hasValue()
                ? Optional.of(scalar.text())
                : refuse(node, what, "a text or a number");
    }

    Optional<Boolean> bool(Node node, String what) {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.BOOLEAN
                ? Optional.of(Boolean.parseBoolean(scalar.text()))
                : refuse(node, what, "true or false");
    }

    Optional<Integer> count(Node node, String what, int least, int most) {
        return number(node)
                .filter(number -> isWhole(number, BigDecimal.valueOf(least), BigDecimal.valueOf(most)))
                .map(BigDecimal::intValueExact)
                .or(() -> refuse(
                        node,
                        what,
                        most == Integer.MAX_VALUE
                                ? "a whole number, " + least + " or more"
                                : "a whole number from " + least + " to " + most));
    }

    Optional<Long> whole(Node node, String what) {
        return number(node)
                .filter(n -> isWhole(n, BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE)))
                .map(BigDecimal::longValueExact)
                .or(() -> refuse(node, what, "a whole number"));
    }

    Optional<BigDecimal> positive(Node node, String what) {
        return number(node).filter(n -> n.signum() > 0).or(() -> refuse(node, what, "a number above 0"));
    }

    Optional<Duration> duration(Node node, String what) {
        Matcher matcher = DURATION.matcher(node instanceof Node.Scalar scalar ? scalar.text() : "");
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
            if (!duration.isZero() && duration.compareTo(LONGEST) <= 0) {
                return Optional.of(duration);
            }
        }
        return refuse(node, what, "a duration above zero, at most 7 days, such as 500ms, 10s, 5m or 1h");
    }

    /** One of a few words, each with its meaning. */
    <E> Optional<E> word(Node node, String what, Map<String, E> meanings) {
        if (node instanceof Node.Scalar scalar && scalar.hasValue()) {
            E meaning = meanings.get(scalar.text());
            if (meaning == null) {
                faults.add(
                        node.place(),
                        what + " must be one of " + Entries.listed(meanings.keySet()) + ", found "
                                + faults.quoteWord(scalar.text(), meanings.keySet()) + "."
                                + Nearest.question(scalar.text(), meanings.keySet()));
            }
            return Optional.ofNullable(meaning);
        }
        return refuse(node, what, "one of " + Entries.listed(meanings.keySet()));
    }

    /** Says what was found instead; nothing more about what is reported already. */
    <T> Optional<T> refuse(Node node, String what, String wanted) {
        if (!(node instanceof Node.Broken)) {
            String shown =
                    node instanceof Node.Scalar scalar && scalar.hasValue() ? " " + faults.quote(scalar.text()) : "";
            faults.add(node.place(), what + " must be " + wanted + ", found " + kind(node) + shown + ".");
        }
        return Optional.empty();
    }

    static String kind(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return switch (scalar.type()) {
                case TEXT -> "the text";
                case NUMBER -> "the number";
                case BOOLEAN -> "the truth value";
                case NULL -> "null";
                case NOTHING -> "nothing";
            };
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().isEmpty() ? "an empty list" : "a list";
        }
        return node instanceof Node.Mapping mapping && mapping.entries().isEmpty() ? "an empty mapping" : "a mapping";
    }

    /** Bounded, so that 1e999999999 costs nothing. */
    private static Optional<BigDecimal> number(Node node) {
        return node instanceof Node.Scalar scalar
                        && scalar.type() == Node.Scalar.Type.NUMBER
                        && scalar.text().length() <= 40
                        && !scalar.text().matches(".*[eE][-+]?[0-9]{3,}")
                ? Optional.of(new BigDecimal(scalar.text()))
                : Optional.empty();
    }

    private static boolean isWhole(BigDecimal number, BigDecimal least, BigDecimal most) {
        return number.compareTo(least) >= 0
                && number.compareTo(most) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }
}
