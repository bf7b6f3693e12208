package dev.cleanslate.scan;

import dev.cleanslate.postgres.PgSession;
import java.util.Optional;
import java.util.regex.Pattern;

/** Has the server read SQL of a suite's within a statement of ours, and counts characters from where the suite's begins. */
final class Asked {

    private static final Pattern AT = Pattern.compile("at character ([0-9]{1,9})");

    private Asked() {}

    static Optional<String> objection(PgSession session, String before, String given, String after) {
        return session.objection(before + given + after)
                .map(why -> AT.matcher(why.replaceAll("[.]$", ""))
                        .replaceAll(
                                at -> "at character " + Math.max(1, Integer.parseInt(at.group(1)) - before.length())));
    }
}
