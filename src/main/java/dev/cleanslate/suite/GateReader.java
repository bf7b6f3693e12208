package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code gates}. */
record GateReader(Values values) {

    private static final List<String> KINDS = List.of("connections", "http", "file", "command", "confirm", "jobs");
    private static final List<String> FILE = List.of("path", "present", "text", "absent-text");

    List<Gate> read(Node node) {
        List<Gate> gates = new ArrayList<>();
        List<Gate.Kind> kinds = new ArrayList<>();
        List<Mention> mentions = SectionsReader.items(
                node, "gates", KINDS, List.of(), values, (kind, gate, value) -> kinds.add(gate(kind, gate, value)));
        for (int i = 0; i < mentions.size(); i++) {
            gates.add(new Gate(mentions.get(i).name(), mentions.get(i).place(), kinds.get(i)));
        }
        return gates;
    }

    /** What is faulty reads as anything: the faults keep such a suite from being used. */
    private Gate.Kind gate(String kind, Entries gate, Node value) {
        String what = gate.what(kind);
        return switch (kind) {
            case "connections" -> {
                Optional<Entries> entries = Entries.of(value, what, List.of("max"), values);
                entries.ifPresent(e -> e.require("max", "max: 5"));
                yield new Gate.Kind.Connections(entries.flatMap(e -> e.count("max", 0, Integer.MAX_VALUE))
                        .orElse(0));
            }
            case "http" -> {
                HttpReader.request(value, what, values);
                yield new Gate.Kind.Unbuilt();
            }
            case "file" -> Entries.of(value, what, FILE, values).map(this::file).orElseGet(Gate.Kind.Unbuilt::new);
            case "command" ->
                ProcessReader.command(value, what, values)
                        .<Gate.Kind>map(command -> command)
                        .orElseGet(Gate.Kind.Unbuilt::new);
            case "confirm" -> {
                Entries.of(value, what, List.of("role", "question"), values).ifPresent(entries -> {
                    entries.require("role", "role: rollback engineer");
                    entries.require("question", "question: \"On standby?\"");
                    entries.label("role");
                    entries.label("question");
                });
                yield new Gate.Kind.Unbuilt();
            }
            default -> {
                values.word(value, what, Map.of("none", "none"));
                yield new Gate.Kind.NoJobs();
            }
        };
    }

    private Gate.Kind file(Entries entries) {
        entries.require("path", "path: package.json");
        Optional<String> path = entries.label("path");
        boolean present = entries.bool("present").orElse(true);
        for (String text : List.of("text", "absent-text")) {
            if (!present && entries.has(text)) {
                values.faults()
                        .add(
                                entries.placeOf(text),
                                entries.what(text)
                                        + " asks what is in a file that must not be there. Remove one of the two.");
            }
        }
        return new Gate.Kind.FileState(path.orElse(""), present, entries.text("text"), entries.text("absent-text"));
    }
}
