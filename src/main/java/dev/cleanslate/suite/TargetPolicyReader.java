package dev.cleanslate.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the part of a target's policy that this version does not act on; its form is checked, and that it is there is kept. */
record TargetPolicyReader(Values values) {

    private static final List<String> KEYS = List.of("backup", "rehearsal");
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

    private void section(String key, Node node, Entries target) {
        String what = target.what(key);
        switch (key) {
            case "backup" ->
                Entries.of(node, what, List.of("file", "max-age"), values).ifPresent(backup -> {
                    backup.label("file");
                    backup.duration("max-age");
                });
            default -> Entries.of(node, what, List.of("on", "url"), values).ifPresent(this::rehearsal);
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
}
