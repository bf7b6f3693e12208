package dev.cleanslate.suite;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of a target's policy that this version does not act on; its form is checked, and that it is there is kept. */
record TargetPolicyReader(Values values) {

    private static final List<String> KEYS = List.of("backup", "window", "max-duration");
    private static final Pattern BETWEEN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+)");

    List<Mention> read(Entries target) {
        for (String key : KEYS) {
            target.get(key).ifPresent(node -> section(key, node, target));
        }
        return KEYS.stream()
                .filter(target::has)
                .map(key -> new Mention(key, target.placeOf(key)))
                .toList();
    }

    private void section(String key, Node node, Entries target) {
        String what = target.what(key);
        switch (key) {
            case "backup" ->
                Entries.of(node, what, List.of("file", "max-age"), values).ifPresent(backup -> {
                    backup.label("file");
                    backup.duration("max-age");
                });
            case "window" ->
                Entries.of(node, what, List.of("between"), values).ifPresent(window -> {
                    window.require("between", "between: 02:00-04:00 Europe/Athens");
                    window.get("between").ifPresent(between -> between(between, window.what("between")));
                });
            default -> values.duration(node, what);
        }
    }

    private void between(Node node, String what) {
        Matcher matcher = BETWEEN.matcher(node instanceof Node.Scalar scalar ? scalar.text() : "");
        try {
            if (matcher.matches()) {
                LocalTime from = LocalTime.parse(matcher.group(1));
                LocalTime to = LocalTime.parse(matcher.group(2));
                ZoneId.of(matcher.group(3));
                if (!from.equals(to)) {
                    return;
                }
            }
        } catch (DateTimeException e) {
            // A time that no clock shows, or an unknown zone: told below like any other wrong form.
        }
        values.refuse(node, what, "a daily window with its zone, such as 02:00-04:00 Europe/Athens");
    }
}
