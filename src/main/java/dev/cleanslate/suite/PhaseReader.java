package dev.cleanslate.suite;

import dev.cleanslate.api.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code phases}. */
final class PhaseReader {

    private static final List<String> KINDS = List.of("wipe", "keep-rows", "reset", "sql", "command");
    private static final List<String> KEYS = List.of(
            "name",
            "wipe",
            "keep-rows",
            "reset",
            "sql",
            "command",
            "cascades",
            "timeout",
            "lock-timeout",
            "checks",
            "point-of-no-return");

    private final Values values;
    private final ActionReader actions;
    private final CheckReader checks;
    private final Map<String, Place> names = new HashMap<>();
    private Optional<Place> pointOfNoReturn = Optional.empty();

    PhaseReader(Values values, SuiteFolder folder, TableFates fates) {
        this.values = values;
        this.actions = new ActionReader(values, folder, fates);
        this.checks = new CheckReader(values);
    }

    List<Phase> read(Node node) {
        List<Phase> phases = new ArrayList<>();
        int number = 0;
        for (Node item : values.list(node, "\"phases\"").orElse(List.of())) {
            number++;
            String owner = owner(item, "phase " + number);
            Entries.of(item, owner, KEYS, values)
                    .flatMap(entries -> phase(entries, owner))
                    .ifPresent(phases::add);
        }
        return phases;
    }

    /** A phase that has a name goes by it in messages, even when something else is wrong with it. */
    private String owner(Node item, String otherwise) {
        if (item instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.key().text().equals("name") && entry.value() instanceof Node.Scalar name && name.hasValue()) {
                    return "phase " + values.faults().quote(name.text());
                }
            }
        }
        return otherwise;
    }

    private Optional<Phase> phase(Entries entries, String owner) {
        entries.require("name", "name: Accounts");
        Optional<String> name = entries.label("name");
        name.ifPresent(given -> once(given, entries.get("name").map(Node::place).orElse(entries.place())));
        Map<String, Place> mentions = new HashMap<>();
        Optional<String> kind = entries.oneOf(KINDS);
        Map<String, ReviewedRows> reviewed = new HashMap<>();
        Optional<Action> action = kind.flatMap(k -> actions.read(k, entries, owner, mentions, reviewed));
        kind.filter(k -> !k.equals("keep-rows"))
                .ifPresent(k -> refuseBeside(
                        entries,
                        "cascades",
                        "names tables that lose rows with rows that are not kept, so it belongs to \"keep-rows\""));
        if (kind.filter("command"::equals).isPresent()) {
            for (String key : List.of("checks", "lock-timeout", "point-of-no-return")) {
                refuseBeside(entries, key, "belongs to the transaction, and a command runs after its commit");
            }
        }
        Optional<Duration> timeout = entries.duration("timeout");
        Optional<Duration> lockTimeout = entries.duration("lock-timeout");
        boolean last = entries.bool("point-of-no-return").orElse(false);
        if (last) {
            oneOnly(entries.placeOf("point-of-no-return"));
        }
        List<Check> own = entries.get("checks")
                .map(n -> checks.read(n, entries.what("checks")))
                .orElse(List.of());
        return name.flatMap(n ->
                action.map(a -> new Phase(n, entries.place(), a, mentions, reviewed, timeout, lockTimeout, last, own)));
    }

    private void refuseBeside(Entries entries, String key, String why) {
        if (entries.has(key)) {
            values.faults().add(entries.placeOf(key), entries.what(key) + " " + why + ". Remove it here.");
        }
    }

    private void once(String name, Place place) {
        Place first = names.putIfAbsent(name, place);
        if (first != null) {
            values.faults()
                    .add(
                            place,
                            "two phases are called " + values.faults().quote(name) + ", the first at " + first
                                    + ". Give each its own name.");
        }
    }

    private void oneOnly(Place place) {
        pointOfNoReturn.ifPresent(first -> values.faults()
                .add(
                        place,
                        "a second point of no return; the first is at " + first
                                + ". There is one commit: mark one phase."));
        pointOfNoReturn = pointOfNoReturn.or(() -> Optional.of(place));
    }
}
