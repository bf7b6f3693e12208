package dev.cleanslate.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code gates}. What is faulty is left out: the faults keep such a suite from being used. */
record GateReader(Values values) {

    private static final List<String> KINDS =
            List.of("connections", "http", "file", "command", "confirm", "jobs", "any");
    private static final List<String> WAYS = List.of("http", "file", "command");
    private static final List<String> FILE = List.of("path", "present", "text", "absent-text");

    List<Gate> read(Node node) {
        List<Optional<Gate.Kind>> kinds = new ArrayList<>();
        List<Mention> mentions = SectionsReader.items(
                node,
                "gates",
                KINDS,
                List.of(),
                values,
                (kind, gate, value) -> kinds.add(kind(kind, gate.what(kind), value)));
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < mentions.size(); i++) {
            Mention mention = mentions.get(i);
            kinds.get(i).ifPresent(kind -> gates.add(new Gate(mention.name(), mention.place(), kind)));
        }
        return gates;
    }

    private Optional<Gate.Kind> kind(String kind, String what, Node value) {
        return switch (kind) {
            case "connections" ->
                Entries.of(value, what, List.of("max"), values).flatMap(this::connections);
            case "http" -> HttpReader.request(value, what, values).flatMap(check -> http(check, value, what));
            case "file" -> Entries.of(value, what, FILE, values).flatMap(this::file);
            case "command" -> ProcessReader.command(value, what, values).map(Gate.Kind.Command::new);
            case "any" -> any(what, value);
            case "confirm" ->
                Entries.of(value, what, List.of("role", "question"), values).flatMap(this::confirm);
            default -> values.word(value, what, Map.of("none", new Gate.Kind.NoJobs()));
        };
    }

    /** Each way to hold is written as a gate of its own would be, without a name. */
    private Optional<Gate.Kind> any(String what, Node value) {
        List<Gate.Kind> ways = new ArrayList<>();
        List<Node> items = values.list(value, what).orElse(List.of());
        for (Node item : items) {
            Entries.of(item, "a way in " + what, WAYS, values)
                    .ifPresent(way -> way.oneOf(WAYS)
                            .flatMap(kind ->
                                    kind(kind, way.what(kind), way.get(kind).orElseThrow()))
                            .ifPresent(ways::add));
        }
        if (items.size() == 1) {
            values.faults()
                    .add(value.place(), what + " lists one way only. Make it the gate itself, or add another way.");
        }
        return ways.isEmpty() ? Optional.empty() : Optional.of(new Gate.Kind.Any(ways));
    }

    private Optional<Gate.Kind> connections(Entries entries) {
        entries.require("max", "max: 5");
        return entries.count("max", 0, Integer.MAX_VALUE).map(Gate.Kind.Connections::new);
    }

    private Optional<Gate.Kind> http(HttpCheck check, Node value, String what) {
        if (check.lasting().isPresent()
                || check.average().isPresent()
                || check.session().isPresent()) {
            values.faults()
                    .add(
                            value.place(),
                            what + " says \"for\", \"average\" or \"session\". A gate asks once; these belong to"
                                    + " \"smoke\".");
            return Optional.empty();
        }
        return Optional.of(new Gate.Kind.Http(check));
    }

    private Optional<Gate.Kind> confirm(Entries entries) {
        entries.require("role", "role: rollback engineer");
        entries.require("question", "question: \"On standby?\"");
        Optional<String> question = entries.label("question");
        return entries.label("role").flatMap(role -> question.map(asked -> new Gate.Kind.Confirm(role, asked)));
    }

    private Optional<Gate.Kind> file(Entries entries) {
        entries.require("path", "path: package.json");
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
        Optional<String> text = entries.text("text");
        Optional<String> absent = entries.text("absent-text");
        return entries.label("path")
                .filter(path -> fits(entries, path))
                .map(path -> new Gate.Kind.FileState(path, present, text, absent));
    }

    private boolean fits(Entries entries, String path) {
        try {
            return !java.nio.file.Path.of(path).toString().isEmpty();
        } catch (java.nio.file.InvalidPathException e) {
            values.faults().add(entries.placeOf("path"), entries.what("path") + " is no path of this system.");
            return false;
        }
    }
}
