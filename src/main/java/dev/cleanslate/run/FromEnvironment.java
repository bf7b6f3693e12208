package dev.cleanslate.run;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a variable's value where a suite says {@code env:NAME}, so that no secret stands in a file. */
final class FromEnvironment {

    /** At the start, or as a word of its own, as in {@code Bearer env:CI_TOKEN}. */
    private static final Pattern VARIABLE = Pattern.compile("(?<=^|\\s)env:([A-Za-z_][A-Za-z0-9_]*)");

    private final Map<String, String> environment;

    FromEnvironment(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * {@code what} names the text in the message, as in {@code header Authorization}.
     *
     * @throws StepFailure of kind USAGE naming a variable that is unset or empty, never a value
     */
    String of(String text, String what) {
        Matcher matcher = VARIABLE.matcher(text);
        return matcher.replaceAll(found -> {
            String value = environment.getOrDefault(found.group(1), "");
            if (value.isBlank()) {
                throw new StepFailure(
                        StepFailure.Kind.USAGE,
                        what + " asks for the variable " + found.group(1) + ", which is "
                                + (environment.containsKey(found.group(1)) ? "empty" : "not set")
                                + " in the environment. Set it: export " + found.group(1) + "='…'.");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** Adds what {@link #of} would throw. */
    void look(String text, String what, List<String> missing) {
        try {
            of(text, what);
        } catch (StepFailure unset) {
            missing.add(String.valueOf(unset.getMessage()));
        }
    }
}
