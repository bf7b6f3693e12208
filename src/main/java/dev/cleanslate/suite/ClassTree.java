package dev.cleanslate.suite;

import dev.cleanslate.api.Phase;
import dev.cleanslate.api.Protect;
import dev.cleanslate.api.ResetSuite;
import dev.cleanslate.suite.Node.Entry;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Adds what a suite class says to the tree of its YAML, or to an empty one. */
final class ClassTree {

    private final Class<?> type;
    private final ResetSuite suite;
    private final SuiteMethods methods;
    private final Faults faults;
    private final ActionNodes nodes;

    ClassTree(Class<?> type, SuiteMethods methods, Faults faults) {
        this.type = type;
        this.suite = Objects.requireNonNull(type.getAnnotation(ResetSuite.class));
        this.methods = methods;
        this.faults = faults;
        this.nodes = new ActionNodes(Place.of(type.getName()));
    }

    /** A file that is no mapping is left to the reader to complain of. */
    Node onTopOf(Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            return root;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<Entry> twice = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            if (entries.putIfAbsent(entry.key().text(), entry) != null) {
                twice.add(entry);
            }
        }
        say(entries, "suite", suite.name());
        say(entries, "about", suite.about());
        append(entries, "schemas", items(suite.schemas()));
        append(entries, "protect", protect());
        append(entries, "ignore", items(suite.ignore()));
        triggers(entries);
        phases(entries);
        if (suite.restartSequences() != ResetSuite.Restart.AS_THE_FILE_SAYS) {
            say(entries, "restart-sequences", word(suite.restartSequences()));
        }
        if (suite.unclassified() != ResetSuite.Leftover.AS_THE_FILE_SAYS) {
            say(entries, "unclassified", word(suite.unclassified()));
        }
        List<Entry> whole = new ArrayList<>(entries.values());
        whole.addAll(twice);
        return new Node.Mapping(mapping.place(), whole);
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private void say(Map<String, Entry> entries, String key, String value) {
        if (value.isBlank()) {
            return;
        }
        Entry before = entries.putIfAbsent(key, nodes.entry(key, nodes.text(value)));
        if (before != null) {
            faults.add(
                    nodes.place(),
                    "@ResetSuite says \"" + key + "\", and so does the file ("
                            + before.key().place() + "). Remove it from one of the two.");
        }
    }

    private void append(Map<String, Entry> entries, String key, List<Node> more) {
        if (more.isEmpty()) {
            return;
        }
        Entry before = entries.get(key);
        if (before == null) {
            entries.put(key, nodes.entry(key, new Node.Sequence(nodes.place(), more)));
        } else if (before.value() instanceof Node.Sequence list && !list.items().isEmpty()) {
            List<Node> all = new ArrayList<>(list.items());
            all.addAll(more);
            entries.put(key, new Entry(before.key(), new Node.Sequence(list.place(), all)));
        }
    }

    private List<Node> items(String... texts) {
        return ((Node.Sequence) nodes.texts(texts)).items();
    }

    private List<Node> protect() {
        List<Node> items = new ArrayList<>();
        for (Protect protect : type.getAnnotationsByType(Protect.class)) {
            Node options = new Node.Mapping(
                    nodes.place(),
                    List.of(
                            nodes.entry("allow-empty", nodes.truth(protect.allowEmpty())),
                            nodes.entry("fingerprint", nodes.text(word(protect.fingerprint())))));
            for (String table : protect.value()) {
                items.add(new Node.Mapping(nodes.place(), List.of(nodes.entry(table, options))));
            }
        }
        return items;
    }

    private void triggers(Map<String, Entry> entries) {
        if (suite.disableTriggers().length == 0) {
            return;
        }
        Map<String, Entry> triggers = new LinkedHashMap<>();
        Entry before = entries.get("triggers");
        if (before != null && before.value() instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> triggers.put(entry.key().text(), entry));
        } else if (before != null) {
            return;
        }
        append(triggers, "disable", items(suite.disableTriggers()));
        entries.put(
                "triggers", nodes.entry("triggers", new Node.Mapping(nodes.place(), List.copyOf(triggers.values()))));
    }

    private void phases(Map<String, Entry> entries) {
        List<Method> ordered = methods.with(Phase.class)
                .sorted(Comparator.comparingInt(ClassTree::order))
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (order(ordered.get(i)) == order(ordered.get(i - 1))) {
                methods.wrong(
                        ordered.get(i),
                        "has the order " + order(ordered.get(i)) + ", and so has "
                                + ordered.get(i - 1).getName() + ". Give each its own");
            }
        }
        List<Node> before = new ArrayList<>();
        List<Node> after = new ArrayList<>();
        for (Method method : ordered) {
            phase(method).ifPresent(node -> (order(method) < 0 ? before : after).add(node));
        }
        if (entries.containsKey("phases") && !before.isEmpty()) {
            Entry file = Objects.requireNonNull(entries.remove("phases"));
            append(entries, "phases", before);
            append(
                    entries,
                    "phases",
                    file.value() instanceof Node.Sequence list ? list.items() : List.of(file.value()));
        } else {
            append(entries, "phases", before);
        }
        append(entries, "phases", after);
    }

    private Optional<Node> phase(Method method) {
        Phase phase = annotation(method);
        ActionNodes at = new ActionNodes(methods.place(method));
        return methods.action(method).map(action -> {
            List<Entry> keys = new ArrayList<>();
            keys.add(at.entry("name", at.text(phase.name().isBlank() ? Sentence.of(method.getName()) : phase.name())));
            keys.addAll(at.entries(action));
            if (!phase.timeout().isBlank()) {
                keys.add(at.entry("timeout", at.text(phase.timeout())));
            }
            if (!phase.lockTimeout().isBlank()) {
                keys.add(at.entry("lock-timeout", at.text(phase.lockTimeout())));
            }
            if (phase.pointOfNoReturn()) {
                keys.add(at.entry("point-of-no-return", at.truth(true)));
            }
            return new Node.Mapping(at.place(), keys);
        });
    }

    private static int order(Method method) {
        return annotation(method).order();
    }

    private static Phase annotation(Method method) {
        return Objects.requireNonNull(method.getAnnotation(Phase.class));
    }
}
