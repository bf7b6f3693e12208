package dev.cleanslate.suite;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the environment's values in the place of {@code ${VARIABLES}}, once and not again in what was put there. */
public final class Expansion {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private Expansion() {}

    /** A fault for each variable that is unset or empty; the messages hold names of variables, never values. */
    public static Reading<String> expand(Mention template, Map<String, String> environment) {
        Faults faults = Faults.ofSuite();
        Set<String> unset = new LinkedHashSet<>();
        Matcher matcher = VARIABLE.matcher(template.name());
        String expanded = matcher.replaceAll(variable -> {
            String value = environment.getOrDefault(variable.group(1), "");
            if (value.isBlank()) {
                unset.add(variable.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
        for (String name : unset) {
            faults.add(
                    template.place(),
                    "the variable " + name + " is " + (environment.containsKey(name) ? "empty" : "not set")
                            + " in the environment. Set it: export " + name + "=" + example(template.name()) + ".");
        }
        return faults.none() ? new Reading.Sound<>(expanded) : faults.faulty();
    }

    static boolean wellFormed(String template) {
        return !VARIABLE.matcher(template).replaceAll("").contains("${");
    }

    private static String example(String template) {
        return VARIABLE.matcher(template).matches() ? "'postgresql://user@host:5432/database'" : "'…'";
    }
}
