package dev.cleanslate.api;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values of rows as evidence may show them: numbers, truth values, UUIDs and times as they are, the rest by its edges. */
public final class Masked {

    private static final Pattern HARMLESS = Pattern.compile(
            "-?[0-9]{1,12}(\\.[0-9]+)?|true|false|t|f|null|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d{4}-\\d\\d-\\d\\d[ T0-9:.+Z-]*");
    private static final Pattern EMAIL = Pattern.compile("([^@\\s])[^@\\s]*@([^@\\s])[^@\\s]*(\\.[A-Za-z]+)");

    private Masked() {}

    public static String rows(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Masked::value).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
    }

    public static String value(String value) {
        return HARMLESS.matcher(value).matches() ? value : personal(value);
    }

    /** For what is known to be somebody's: a phone number is no number. */
    public static String personal(String value) {
        var email = EMAIL.matcher(value);
        if (email.matches()) {
            return email.group(1) + "***@" + email.group(2) + "***" + email.group(3);
        }
        return value.isEmpty() ? "''" : value.substring(0, value.offsetByCodePoints(0, 1)) + "***";
    }
}
