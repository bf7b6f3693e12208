package dev.cleanslate.suite;

import java.util.regex.Pattern;

/** Names of suites and targets become folders of reports and parts of ids, so they are made of few characters. */
final class PathName {

    private static final Pattern FIT = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");

    private PathName() {}

    static boolean fit(String name) {
        return FIT.matcher(name).matches();
    }

    static boolean fit(String name, Place place, Values values) {
        if (!fit(name)) {
            values.faults()
                    .add(
                            place,
                            "the name " + values.faults().quoteName(name)
                                    + " is not fit for a folder. Use letters, digits, dots, dashes and underscores, at most 64.");
        }
        return fit(name);
    }
}
