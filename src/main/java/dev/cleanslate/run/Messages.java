package dev.cleanslate.run;

import dev.cleanslate.postgres.SqlFailure;
import java.util.regex.Pattern;

/** What the server said, without the values of rows that it puts in. */
public final class Messages {

    private static final Pattern KEY_VALUES = Pattern.compile("=\\([^)]*\\)");

    private Messages() {}

    public static String of(SqlFailure failure) {
        return failure.getMessage()
                + failure.detail()
                        .filter(detail -> !detail.isBlank() && !detail.startsWith("Failing row"))
                        .map(detail -> ". " + KEY_VALUES.matcher(detail).replaceAll("=(***)"))
                        .orElse("");
    }
}
