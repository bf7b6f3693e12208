package dev.cleanslate.suite;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of a target's policy that this version does not act on; its form is checked, and that it is there is kept. */
record TargetPolicyReader(Values values) {

    private static final List<String> KEYS = List.of("backup", "rehearsal", "window", "max-duration");
    private static final List<String> BACKUP_KEYS = List.of("file", "max-age", "folder", "jobs");
    private static final int MOST_JOBS = 64;
    private static final Pattern BETWEEN = Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) (\\S+)");
    private static final Map<String, String> SERVERS = new LinkedHashMap<>();

    static {
        List.of("container", "embedded", "clone", "external").forEach(server -> SERVERS.put(server, server));
    }

    List<Mention> read(Entries target) {
        for (String key : KEYS) {
            target.get(key).ifPresent(node -> section(key, node, target));
        }
        return KEYS.stream()
                .filter(target::has)
                .map(key -> new Mention(key, target.placeOf(key)))
                .toList();
    }

    Optional<Target.BackupPolicy> backup(Entries target) {
        return target.get("backup")
                .flatMap(node -> Entries.of(node, target.what("backup"), BACKUP_KEYS, values))
                .map(backup -> {
                    for (String key : List.of("folder", "jobs")) {
                        if (backup.has("file") && backup.has(key)) {
                            values.faults()
                                    .add(
                                            backup.placeOf(key),
                                            backup.what(key) + " is for a backup that is taken, and \"file\" names one"
                                                    + " that is there. Remove one of them.");
                        }
                    }
                    return new Target.BackupPolicy(
                            backup.label("file"),
                            backup.duration("max-age"),
                            backup.label("folder"),
                            backup.count("jobs", 1, MOST_JOBS));
                });
    }

    private void section(String key, Node node, Entries target) {
        String what = target.what(key);
        switch (key) {
            case "backup" -> {
                // Read by backup(), and a mention all the same for as long as no run acts on it.
                return;
            }
            case "rehearsal" ->
                Entries.of(node, what, List.of("on", "url"), values).ifPresent(this::rehearsal);
            case "window" ->
                Entries.of(node, what, List.of("between"), values).ifPresent(window -> {
                    window.require("between", "between: 02:00-04:00 Europe/Athens");
                    window.get("between").ifPresent(between -> between(between, window.what("between")));
                });
            default -> values.duration(node, what);
        }
    }

    private void rehearsal(Entries rehearsal) {
        rehearsal.require("on", "on: container");
        boolean external =
                rehearsal.word("on", SERVERS).filter("external"::equals).isPresent();
        if (external) {
            rehearsal.require("url", "url: \"${REHEARSAL_DATABASE_URL}\"");
        } else if (rehearsal.has("url")) {
            values.faults().add(rehearsal.placeOf("url"), rehearsal.what("url") + " belongs to \"on: external\".");
        }
        TargetUrl.read(rehearsal, "url", values);
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
