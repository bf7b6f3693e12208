package dev.cleanslate.suite;

import dev.cleanslate.suite.Check.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code smoke}. What is faulty is left out: the faults keep such a suite from being used. */
record SmokeReader(Values values, SuiteFolder folder) {

    private static final List<String> KINDS = List.of("sql", "http", "command", "log");
    private static final String ERROR = "ERROR";

    List<Smoke> read(Node node) {
        List<Optional<Said>> said = new ArrayList<>();
        List<Mention> mentions = SectionsReader.items(
                node,
                "smoke",
                KINDS,
                List.of("expect", "rehearse", "only"),
                values,
                (kind, test, value) -> said.add(said(kind, test, value)));
        List<Smoke> tests = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Mention mention = mentions.get(i);
            said.get(i)
                    .ifPresent(one -> tests.add(new Smoke(
                            one.named(mention.name()), mention.place(), one.rehearse(), one.kind(), one.only())));
        }
        return tests;
    }

    private Optional<Said> said(String kind, Entries test, Node value) {
        boolean rehearse = test.bool("rehearse").orElse(false);
        Optional<Expectation> expect = test.get("expect").flatMap(node -> expect(kind, test, node));
        String what = test.what(kind);
        Optional<Smoke.Kind> read = switch (kind) {
            case "sql" ->
                values.text(value, what)
                        .flatMap(file -> folder.script(file, value.place()))
                        .map(file -> new Smoke.Kind.Sql(file, expect));
            case "http" -> HttpReader.request(value, what, values).map(check -> http(check, value, what));
            case "command" -> ProcessReader.command(value, what, values).map(Smoke.Kind.Command::new);
            default ->
                Entries.of(value, what, List.of("path", "absent-text"), values).flatMap(this::log);
        };
        Optional<String> only = test.label("only");
        return read.map(one -> new Said(kind, rehearse, one, only));
    }

    private Optional<Expectation> expect(String kind, Entries test, Node node) {
        if (kind.equals("sql")) {
            return new ExpectationReader(values).read(node, test.what("expect"));
        }
        values.faults().add(test.placeOf("expect"), test.what("expect") + " belongs to \"sql\".");
        return Optional.empty();
    }

    private Smoke.Kind http(HttpCheck check, Node value, String what) {
        if (check.average().isPresent() && check.lasting().isEmpty()) {
            values.faults()
                    .add(
                            value.place(),
                            what + " says \"average\" without \"for\". Say for how long it is asked: for: 5m.");
        }
        return new Smoke.Kind.Http(check);
    }

    private Optional<Smoke.Kind> log(Entries entries) {
        entries.require("path", "path: log/production.log");
        String text = entries.has("absent-text") ? entries.label("absent-text").orElse(ERROR) : ERROR;
        return entries.label("path").map(path -> new Smoke.Kind.Log(path, text));
    }

    private record Said(String word, boolean rehearse, Smoke.Kind kind, Optional<String> only) {

        String named(String given) {
            if (!given.equals(word)) {
                return given;
            }
            if (kind instanceof Smoke.Kind.Sql sql) {
                return sql.file();
            }
            if (kind instanceof Smoke.Kind.Http http) {
                return http.check().method() + " " + http.check().url();
            }
            if (kind instanceof Smoke.Kind.Command command) {
                return ProcessReader.shown(command.check().arguments());
            }
            return "No " + ((Smoke.Kind.Log) kind).absentText() + " in " + ((Smoke.Kind.Log) kind).path();
        }
    }
}
