package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads names that the suite's author chose or the catalog spells: tables, columns, triggers, targets. */
record Names(Values values) {

    /** A key of the author's own with what stands under it. */
    record Named(Mention mention, Node value) {
        String name() {
            return mention.name();
        }
    }

    Optional<Mention> one(Node node, String what) {
        return values.label(node, what).map(name -> new Mention(name, node.place()));
    }

    /** A list of names; one that stands twice is a fault. */
    List<Mention> list(Node node, String what) {
        Map<String, Mention> names = new LinkedHashMap<>();
        for (Node item : values.list(node, what).orElse(List.of())) {
            one(item, "a name in " + what).ifPresent(name -> {
                Mention first = names.putIfAbsent(name.name(), name);
                if (first != null) {
                    twice(name, first, what);
                }
            });
        }
        return List.copyOf(names.values());
    }

    /** A mapping with keys of the author's own; {@code of} says what a key is, as in {@code table}. */
    List<Named> keys(Node node, String what, String of) {
        Map<String, Named> named = new LinkedHashMap<>();
        for (Node.Entry entry :
                values.mapping(node, what).map(Node.Mapping::entries).orElse(List.of())) {
            Node.Scalar key = entry.key();
            // A key needs no quotes to be a name, whatever it looks like.
            Node asText = new Node.Scalar(key.place(), key.text(), Node.Scalar.Type.TEXT);
            one(asText, "a " + of + " in " + what).ifPresent(name -> {
                Named first = named.putIfAbsent(name.name(), new Named(name, entry.value()));
                if (first != null) {
                    twice(name, first.mention(), what);
                }
            });
        }
        return new ArrayList<>(named.values());
    }

    private void twice(Mention name, Mention first, String what) {
        values.faults()
                .add(
                        name.place(),
                        values.faults().quoteName(name.name()) + " stands twice in " + what + ", first at "
                                + first.place() + ". Remove one.");
    }
}
