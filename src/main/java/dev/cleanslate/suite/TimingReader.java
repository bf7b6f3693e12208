package dev.cleanslate.suite;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code window} and {@code max-duration} of a target. */
record TimingReader(Values values) {

    private static final Pattern BETWEEN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+)");

    Target.Timing read(Entries target) {
        Optional<Window> window = target.get("window")
                .flatMap(node -> Entries.of(node, target.what("window"), List.of("between"), values))
                .flatMap(entries -> {
                    entries.require("between", "between: 02:00-04:00 Europe/Athens");
                    return entries.get("between").flatMap(node -> between(node, entries.what("between")));
                });
        return new Target.Timing(window, target.duration("max-duration"));
    }

    private Optional<Window> between(Node node, String what) {
        Matcher matcher = BETWEEN.matcher(node instanceof Node.Scalar scalar ? scalar.text() : "");
        try {
            if (matcher.matches()) {
                LocalTime from = LocalTime.parse(matcher.group(1));
                LocalTime to = LocalTime.parse(matcher.group(2));
                ZoneId zone = ZoneId.of(matcher.group(3));
                if (!from.equals(to)) {
                    return Optional.of(new Window(from, to, zone));
                }
            }
        } catch (DateTimeException e) {
            // A time that no clock shows, or an unknown zone: told below like any other wrong form.
        }
        return values.refuse(node, what, "a daily window with its zone, such as 02:00-04:00 Europe/Athens");
    }
}
