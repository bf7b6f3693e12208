package dev.cleanslate.suite;

import dev.cleanslate.suite.Target.Rehearsal;
import dev.cleanslate.suite.Target.Rehearsal.On;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a target's rehearsal runs on. */
record RehearsalReader(Values values) {

    private static final List<String> KEYS = List.of("on", "url", "holds-data", "image", "waive-extensions", "max-age");
    private static final Map<String, On> SERVERS = new LinkedHashMap<>();

    static {
        for (On on : On.values()) {
            SERVERS.put(on.word(), on);
        }
    }

    Rehearsal read(Entries target) {
        return target.get("rehearsal")
                .flatMap(node -> Entries.of(node, target.what("rehearsal"), KEYS, values))
                .map(this::section)
                .orElse(Rehearsal.ANYWHERE);
    }

    private Rehearsal section(Entries rehearsal) {
        Optional<On> on = rehearsal.word("on", SERVERS);
        boolean external = on.filter(On.EXTERNAL::equals).isPresent();
        if (external) {
            rehearsal.require("url", "url: \"${REHEARSAL_DATABASE_URL}\"");
        } else {
            onlyWith(rehearsal, "url", On.EXTERNAL);
            onlyWith(rehearsal, "holds-data", On.EXTERNAL);
        }
        if (on.filter(server -> server != On.CONTAINER).isPresent()) {
            onlyWith(rehearsal, "image", On.CONTAINER);
        }
        return new Rehearsal(
                on,
                TargetUrl.read(rehearsal, "url", values),
                rehearsal.bool("holds-data").orElse(false),
                rehearsal.label("image"),
                rehearsal
                        .get("waive-extensions")
                        .map(node -> new Names(values).list(node, rehearsal.what("waive-extensions")))
                        .orElse(List.of()),
                rehearsal.duration("max-age").orElse(Rehearsal.A_DAY));
    }

    private void onlyWith(Entries rehearsal, String key, On server) {
        if (rehearsal.has(key)) {
            values.faults()
                    .add(rehearsal.placeOf(key), rehearsal.what(key) + " belongs to \"on: " + server.word() + "\".");
        }
    }
}
