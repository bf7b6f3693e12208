package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code hand-over:}, by the five groups of a hand-over. A text stands for its item, so it may stand there once. */
final class HandOverReader {

    private static final List<String> GROUPS =
            List.of("database", "functionality", "business-logic", "documentation", "communication");
    private static final List<String> ITEM = List.of("text", "role");

    private final Values values;

    HandOverReader(Values values) {
        this.values = values;
    }

    List<HandOverItem> read(Node node) {
        List<HandOverItem> items = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        Entries.of(node, "\"hand-over\"", GROUPS, values).ifPresent(groups -> {
            for (String group : GROUPS) {
                groups.get(group)
                        .flatMap(list -> values.list(list, groups.what(group)))
                        .ifPresent(list -> {
                            int number = 0;
                            for (Node one : list) {
                                number++;
                                item(group, number, one).ifPresent(item -> {
                                    if (texts.add(item.text())) {
                                        items.add(item);
                                    } else {
                                        values.faults()
                                                .add(
                                                        item.place(),
                                                        "the item "
                                                                + values.faults()
                                                                        .quote(item.text())
                                                                + " stands twice in \"hand-over\", and is ticked by its text."
                                                                + " Word one of them otherwise.");
                                    }
                                });
                            }
                        });
            }
        });
        return List.copyOf(items);
    }

    private Optional<HandOverItem> item(String group, int number, Node node) {
        return Entries.of(node, "item " + number + " of \"" + group + "\"", ITEM, values)
                .flatMap(entries -> {
                    entries.require("text", "text: The operating manual is handed over");
                    entries.require("role", "role: client");
                    Optional<String> text = entries.label("text");
                    Optional<String> role = entries.label("role");
                    return text.isPresent() && role.isPresent()
                            ? Optional.of(new HandOverItem(group, text.get(), role.get(), entries.place()))
                            : Optional.empty();
                });
    }
}
