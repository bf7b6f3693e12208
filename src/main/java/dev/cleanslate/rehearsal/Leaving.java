package dev.cleanslate.rehearsal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a copy goes without, because it would act on the world: whom it replicates from, whom it logs in to, what it is due
 * to run. The database itself goes without its subscriptions only: two that share a slot would take each other's rows.
 */
final class Leaving {

    private static final List<String> OF_A_COPY = List.of("SUBSCRIPTION", "USER MAPPING", "EVENT TRIGGER");
    private static final List<String> OF_THE_ORIGINAL = List.of("SUBSCRIPTION");
    private static final Set<String> SCHEDULED = Set.of("cron", "pgagent");
    private static final Pattern ENTRY = Pattern.compile("\\d+; \\d+ \\d+ (.*)");
    private static final Pattern SECTION =
            Pattern.compile("-- (Data for )?Name: (.*); Type: ([^;]*); Schema: ([^;]*); Owner: ?(.*)");

    private Leaving() {}

    /** Of a line as pg_restore lists it: what it is when it is to be left out. */
    static Optional<String> listed(String line, Purpose purpose) {
        Matcher entry = ENTRY.matcher(line);
        return entry.matches() ? described(entry.group(1), purpose) : Optional.empty();
    }

    /** Of the comment above a part of a plain dump. */
    static Optional<String> headed(Matcher section, Purpose purpose) {
        return described(section.group(3) + " " + section.group(4) + " " + section.group(2), purpose);
    }

    static Matcher section(String line) {
        return SECTION.matcher(line);
    }

    private static Optional<String> described(String entry, Purpose purpose) {
        boolean copy = purpose == Purpose.COPY;
        for (String kind : copy ? OF_A_COPY : OF_THE_ORIGINAL) {
            // A comment or label on what is not there would fail.
            if (entry.startsWith(kind + " ") || entry.matches("(COMMENT|SECURITY LABEL|ACL) - " + kind + " .*")) {
                return Optional.of(entry);
            }
        }
        return copy && SCHEDULED.stream().anyMatch(schema -> entry.startsWith("TABLE DATA " + schema + " "))
                ? Optional.of(entry)
                : Optional.empty();
    }
}
