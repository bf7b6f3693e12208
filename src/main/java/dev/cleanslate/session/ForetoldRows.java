package dev.cleanslate.session;

import dev.cleanslate.suite.Tolerance;
import java.util.Locale;
import java.util.Optional;

/**
 * The rows that will go, as the certificate foretells them: typed by whoever opts in, and not outgrown since. Each answer
 * is the reason to refuse, or empty.
 */
record ForetoldRows(long rows, Tolerance tolerance) {

    /** {@code typed} is what stands in {@code --rows}; people may group its digits as the certificate does. */
    Optional<String> unlessTyped(Optional<String> typed) {
        if (typed.isEmpty()) {
            return Optional.of(
                    "the target is guarded: the number of rows that will go must be typed too. The certificate"
                            + " says " + grouped(rows) + ": add -Dreset.rows=" + rows + " (--rows " + rows
                            + "). Nothing was changed.");
        }
        String digits = digits(typed.get());
        if (!digits.matches("[0-9]{1,18}")) {
            return Optional.of(
                    "the opt-in says \"" + typed.get() + "\" rows, which is no whole number. The certificate says "
                            + grouped(rows) + ". Nothing was changed.");
        }
        return Long.parseLong(digits) == rows
                ? Optional.empty()
                : Optional.of(
                        "the opt-in says " + grouped(Long.parseLong(digits)) + " rows, but the certificate foretells "
                                + grouped(rows) + ". Look at the certificate again. Nothing was changed.");
    }

    /** {@code now} is how many rows would go, or went, in the real database. */
    Optional<String> unlessWithin(long now) {
        long most = tolerance.most(rows);
        return now <= most
                ? Optional.empty()
                : Optional.of(
                        grouped(now) + " rows would go, " + grouped(now - rows) + " more than the " + grouped(rows)
                                + " of the rehearsal, and the target's tolerance ("
                                + tolerance + ") allows "
                                + grouped(most - rows)
                                + ". Look at what came in since; then rehearse again, or raise \"tolerance\". Nothing was changed.");
    }

    /** Without the groups that people make of them, as they see them made. */
    static String digits(String typed) {
        return typed.strip().replaceAll("(?<=\\d)[,_ '](?=\\d{3}(?!\\d))", "");
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
