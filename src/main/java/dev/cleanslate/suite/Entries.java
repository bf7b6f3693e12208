package dev.cleanslate.suite;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping whose keys the grammar knows. Unknown and repeated keys are reported as it is opened. */
final class Entries {

    private final Node.Mapping mapping;
    private final String owner;
    private final Values values;
    private final Map<String, Node.Entry> known = new LinkedHashMap<>();
    private boolean strangers;

    private Entries(Node.Mapping mapping, String owner, Values values) {
        this.mapping = mapping;
        this.owner = owner;
        this.values = values;
    }

    /** {@code owner} as in {@code phase "Accounts"}. */
    static Optional<Entries> of(Node node, String owner, List<String> allowed, Values values) {
        return values.mapping(node, owner).map(mapping -> {
            Entries entries = new Entries(mapping, owner, values);
            mapping.entries().forEach(entry -> entries.take(entry, allowed));
            return entries;
        });
    }

    private void take(Node.Entry entry, List<String> allowed) {
        String key = entry.key().text();
        if (!allowed.contains(key)) {
            strangers = true;
            values.faults()
                    .add(
                            entry.key().place(),
                            "unknown key " + values.faults().quoteWord(key, allowed) + " in " + owner + "."
                                    + Nearest.question(key, allowed) + mend(key) + " Allowed: " + listed(allowed)
                                    + ".");
            return;
        }
        Node.Entry first = known.putIfAbsent(key, entry);
        if (first != null) {
            values.faults()
                    .add(
                            entry.key().place(),
                            "the key \"" + key + "\" stands twice in " + owner + ", first in line "
                                    + first.key().place().line() + ". Keep one.");
        }
    }

    private static String mend(String key) {
        return key.equalsIgnoreCase("password")
                ? " A password comes from the environment, ~/.pgpass or PGSERVICE, never from a file of the suite."
                : "";
    }

    Place place() {
        return mapping.place();
    }

    Place placeOf(String key) {
        Node.Entry entry = known.get(key);
        return entry == null ? place() : entry.key().place();
    }

    boolean has(String key) {
        return known.containsKey(key);
    }

    Optional<Node> get(String key) {
        return Optional.ofNullable(known.get(key)).map(Node.Entry::value);
    }

    String what(String key) {
        return "\"" + key + "\" of " + owner;
    }

    Optional<String> text(String key) {
        return get(key).flatMap(node -> values.text(node, what(key)));
    }

    Optional<String> label(String key) {
        return get(key).flatMap(node -> values.label(node, what(key)));
    }

    Optional<Boolean> bool(String key) {
        return get(key).flatMap(node -> values.bool(node, what(key)));
    }

    Optional<Integer> count(String key, int least, int most) {
        return get(key).flatMap(node -> values.count(node, what(key), least, most));
    }

    Optional<Duration> duration(String key) {
        return get(key).flatMap(node -> values.duration(node, what(key)));
    }

    <E> Optional<E> word(String key, Map<String, E> meanings) {
        return get(key).flatMap(node -> values.word(node, what(key), meanings));
    }

    /** A misspelt key is reported already and may well be the missing one, so then nothing is said. */
    void require(String key, String example) {
        if (!has(key) && !strangers) {
            values.faults().add(place(), owner + " has no \"" + key + "\". Add one, such as " + example + ".");
        }
    }

    /** The one key of these that is there; none or two are faults. */
    Optional<String> oneOf(List<String> kinds) {
        List<String> found = known.keySet().stream().filter(kinds::contains).toList();
        if (found.isEmpty() && !strangers) {
            values.faults().add(place(), owner + " has none of " + listed(kinds) + ". It needs exactly one of them.");
        }
        for (String second : found.subList(Math.min(1, found.size()), found.size())) {
            values.faults()
                    .add(
                            placeOf(second),
                            owner + " holds both \"" + found.get(0) + "\" (" + placeOf(found.get(0)) + ") and \""
                                    + second + "\". It takes exactly one of " + listed(kinds)
                                    + ": remove one, or split it in two.");
        }
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    static String listed(Collection<String> words) {
        return String.join(", ", words);
    }
}
