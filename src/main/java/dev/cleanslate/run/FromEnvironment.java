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
            String name = found.group(1);
            if (blank(name)) {
                throw new StepFailure(
                        StepFailure.Kind.USAGE, missing(name, what).message());
            }
            return Matcher.quoteReplacement(environment.get(name));
        });
    }

    /** Every variable for which {@link #of} would throw. */
    List<Unset> unset(String text, String what) {
        return VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(this::blank)
                .map(name -> missing(name, what))
                .toList();
    }

    private boolean blank(String name) {
        return environment.getOrDefault(name, "").isBlank();
    }

    private Unset missing(String name, String what) {
        return new Unset(what, name, environment.containsKey(name));
    }
}
