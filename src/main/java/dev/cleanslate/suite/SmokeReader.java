package dev.cleanslate.suite;

import java.util.List;

/** Reads {@code smoke}. */
record SmokeReader(Values values, SuiteFolder folder) {

    private static final List<String> KINDS = List.of("sql", "http", "command");

    List<Mention> read(Node node) {
        return SectionsReader.items(node, "smoke", KINDS, List.of("expect", "rehearse"), values, this::test);
    }

    private void test(String kind, Entries test, Node value) {
        test.bool("rehearse");
        switch (kind) {
            case "sql" -> values.text(value, test.what("sql")).ifPresent(f -> folder.script(f, value.place()));
            case "http" -> HttpReader.request(value, test.what("http"), values);
            default -> ProcessReader.command(value, test.what("command"), values);
        }
        test.get("expect").ifPresent(expected -> {
            if (kind.equals("sql")) {
                new ExpectationReader(values).read(expected, test.what("expect"));
            } else {
                values.faults().add(test.placeOf("expect"), test.what("expect") + " belongs to \"sql\".");
            }
        });
    }
}
