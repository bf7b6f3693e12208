package dev.cleanslate.suite;

import java.util.List;
import java.util.Map;

/** Reads {@code gates}. */
record GateReader(Values values) {

    private static final List<String> KINDS = List.of("connections", "http", "file", "command", "confirm", "jobs");
    private static final List<String> FILE = List.of("path", "present", "text", "absent-text");

    List<Mention> read(Node node) {
        return SectionsReader.items(node, "gates", KINDS, List.of(), values, this::gate);
    }

    private void gate(String kind, Entries gate, Node value) {
        String what = gate.what(kind);
        switch (kind) {
            case "connections" ->
                Entries.of(value, what, List.of("max"), values).ifPresent(entries -> {
                    entries.require("max", "max: 5");
                    entries.count("max", 0, Integer.MAX_VALUE);
                });
            case "http" -> HttpReader.request(value, what, values);
            case "file" -> Entries.of(value, what, FILE, values).ifPresent(this::file);
            case "command" -> ProcessReader.command(value, what, values);
            case "confirm" ->
                Entries.of(value, what, List.of("role", "question"), values).ifPresent(entries -> {
                    entries.require("role", "role: rollback engineer");
                    entries.require("question", "question: \"On standby?\"");
                    entries.label("role");
                    entries.label("question");
                });
            default -> values.word(value, what, Map.of("none", "none"));
        }
    }

    private void file(Entries entries) {
        entries.require("path", "path: package.json");
        entries.label("path");
        boolean present = entries.bool("present").orElse(true);
        for (String text : List.of("text", "absent-text")) {
            entries.text(text);
            if (!present && entries.has(text)) {
                values.faults()
                        .add(
                                entries.placeOf(text),
                                entries.what(text)
                                        + " asks what is in a file that must not be there. Remove one of the two.");
            }
        }
    }
}
