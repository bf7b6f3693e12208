package dev.cleanslate.run;

import dev.cleanslate.postgres.SqlFailure;
import java.util.regex.Pattern;

/** What the server said, without the values of rows that it puts in. */
public final class Messages {

    private static final Pattern KEY_VALUES = Pattern.compile("=\\([^)]*\\)");

    private Messages() {}

    public static String of(SqlFailure failure) {
        String detail = failure.detail();
        String safe = detail == null || detail.isBlank() || detail.startsWith("Failing row")
                ? ""
                : " " + KEY_VALUES.matcher(detail).replaceAll("=(***)");
        return failure.getMessage() + " (SQLSTATE " + failure.sqlState() + ")." + safe;
    }
}
