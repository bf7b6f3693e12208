package dev.cleanslate.suite;

import dev.cleanslate.suite.OwnDetector.Look;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a detector that a suite adds to the scan's. What it says of tables and columns is held against the catalog later. */
record OwnDetectorReader(Values values, SuiteFolder folder) {

    static final List<String> KEYS =
            List.of("id", "about", "severity", "table", "where", "regex", "like", "file", "columns", "kinds");
    static final Map<String, String> SEVERITIES = new LinkedHashMap<>();

    private static final List<String> LOOKS = List.of("where", "regex", "like", "file");

    static {
        List.of("critical", "warning", "note").forEach(severity -> SEVERITIES.put(severity, severity));
    }

    Optional<OwnDetector> detector(Entries entries) {
        entries.require("id", "id: house-accounts");
        Optional<String> id = entries.label("id").filter(name -> PathName.fit(name, entries.placeOf("id"), values));
        Optional<Mention> table = entries.get("table")
                .flatMap(node -> values.label(node, entries.what("table")).map(t -> new Mention(t, node.place())));
        Optional<Look> look =
                entries.oneOf(LOOKS).flatMap(kind -> entries.get(kind).flatMap(node -> look(kind, node, entries)));
        Optional<String> about = entries.label("about");
        Optional<String> severity = entries.word("severity", SEVERITIES);
        List<ScanRules.Columns> columns = ScanReader.columns(entries, "columns", values);
        List<Mention> kinds = entries.get("kinds")
                .map(node -> new Names(values).list(node, entries.what("kinds")))
                .orElse(List.of());
        place(entries);
        return id.isPresent() && look.isPresent()
                ? Optional.of(
                        new OwnDetector(id.get(), entries.place(), about, table, look.get(), severity, columns, kinds))
                : Optional.empty();
    }

    private void place(Entries entries) {
        if (entries.has("where")) {
            entries.require("table", "table: users");
            for (String key : List.of("columns", "kinds")) {
                if (entries.has(key)) {
                    values.faults()
                            .add(
                                    entries.placeOf(key),
                                    entries.what(key)
                                            + " does not go with \"where\", which is about a whole row. Take it out.");
                }
            }
        } else if (LOOKS.stream().anyMatch(entries::has) && !entries.has("columns") && !entries.has("kinds")) {
            values.faults()
                    .add(
                            entries.place(),
                            "a detector does not say where to look. Add columns: { users: [email] }, or kinds: [email].");
        } else if (entries.has("columns") && entries.has("table")) {
            values.faults()
                    .add(
                            entries.placeOf("table"),
                            "\"table\" of a detector does not go with \"columns\", which names tables itself. Take one out.");
        }
    }

    private Optional<Look> look(String kind, Node node, Entries entries) {
        String what = entries.what(kind);
        return switch (kind) {
            case "where" -> new SqlValues(values).expression(node, what).map(sql -> new Look.Where(sql, node.place()));
            case "regex" ->
                values.text(node, what)
                        .filter(text -> fit(text, node, what))
                        .map(pattern -> new Look.Regex(pattern, node.place()));
            case "like" -> like(node, what);
            default ->
                values.label(node, what)
                        .flatMap(file -> folder.list(file, node.place())
                                .map(listed -> new Look.Listed(file, listed, node.place())));
        };
    }

    private Optional<Look> like(Node node, String what) {
        List<String> patterns = new ArrayList<>();
        List<Node> items = values.list(node, what).orElse(List.of());
        for (Node item : items) {
            values.text(item, "a pattern in " + what)
                    .filter(text -> fit(text, item, "a pattern in " + what))
                    .filter(text -> ended(text, item))
                    .ifPresent(patterns::add);
        }
        return patterns.isEmpty() || patterns.size() < items.size()
                ? Optional.empty()
                : Optional.of(new Look.Like(patterns, node.place()));
    }

    /** The server says so too, but only of a value that comes as far. */
    private boolean ended(String pattern, Node item) {
        int escapes = pattern.length() - pattern.replaceAll("\\\\+$", "").length();
        if (escapes % 2 == 1) {
            values.faults()
                    .add(
                            item.place(),
                            "the pattern " + values.faults().quote(pattern)
                                    + " ends in an escape. Write two backslashes to mean one.");
        }
        return escapes % 2 == 0;
    }

    private boolean fit(String text, Node node, String what) {
        if (text.indexOf('\0') >= 0) {
            values.faults().add(node.place(), what + " holds a NUL character, which PostgreSQL cannot store.");
        }
        return text.indexOf('\0') < 0;
    }

    /** An id is what waivers and reports know a detector by. */
    List<OwnDetector> distinct(List<OwnDetector> detectors) {
        Map<String, OwnDetector> byId = new LinkedHashMap<>();
        for (OwnDetector detector : detectors) {
            OwnDetector first = byId.putIfAbsent(detector.id(), detector);
            if (first != null) {
                values.faults()
                        .add(
                                detector.place(),
                                "the detector " + values.faults().quote(detector.id()) + " stands twice, first at "
                                        + first.place() + ". Give one another id.");
            }
        }
        return List.copyOf(byId.values());
    }
}
