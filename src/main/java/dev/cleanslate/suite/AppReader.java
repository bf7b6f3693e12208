package dev.cleanslate.suite;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Reads {@code rehearsal}: the application that is tried out on the copy. */
record AppReader(Values values) {

    private static final List<String> KEYS = List.of("run", "timeout", "env", "ready");
    private static final Duration TO_START = Duration.ofMinutes(1);

    Optional<RehearsalApp> read(Node node) {
        return Entries.of(node, "\"rehearsal\"", List.of("app"), values)
                .flatMap(entries -> entries.get("app"))
                .flatMap(app -> Entries.of(app, "the \"app\" of \"rehearsal\"", KEYS, values))
                .flatMap(this::app);
    }

    private Optional<RehearsalApp> app(Entries entries) {
        entries.require("run", "run: [bin/rails, server]");
        Optional<List<String>> run =
                entries.get("run").flatMap(list -> ProcessReader.arguments(list, entries.what("run"), values));
        Duration timeout = entries.duration("timeout").orElse(TO_START);
        Map<String, String> env = HttpReader.writtenValues(entries, "env", "variable", values);
        env.forEach((name, value) -> words(entries, name, value));
        Optional<String> ready = HttpReader.url(entries, "ready", values);
        return run.map(list -> new RehearsalApp(entries.place(), list, timeout, env, ready));
    }

    private void words(Entries entries, String name, String value) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            values.faults()
                    .add(
                            entries.placeOf("env"),
                            "variable " + values.faults().quote(name) + " in " + entries.what("env")
                                    + " is no name of a variable: letters, digits and _ only.");
        }
        Matcher matcher = JsonTemplate.WORD.matcher(value);
        while (matcher.find()) {
            String word = matcher.group(1);
            if (!RehearsalApp.WORDS.contains(word)) {
                values.faults()
                        .add(
                                entries.placeOf("env"),
                                "variable " + values.faults().quote(name) + " in " + entries.what("env") + " speaks of "
                                        + values.faults().quote("{{" + word + "}}") + ", which is unknown."
                                        + Nearest.question(word, RehearsalApp.WORDS) + " Known there: "
                                        + Entries.listed(RehearsalApp.WORDS) + ".");
            }
        }
    }
}
