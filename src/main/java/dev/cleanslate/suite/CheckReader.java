package dev.cleanslate.suite;

import dev.cleanslate.suite.Check.Kind;
import dev.cleanslate.suite.Check.Range;
import dev.cleanslate.suite.Check.TriggerState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a list of checks. */
final class CheckReader {

    private static final List<String> KINDS =
            List.of("rows", "zero", "clean", "query", "sequence", "trigger", "no-orphans");
    private static final List<String> KEYS =
            List.of("name", "rows", "zero", "clean", "query", "expect", "sequence", "trigger", "no-orphans", "only");
    private static final Map<String, TriggerState> STATES = new LinkedHashMap<>();

    static {
        STATES.put("enabled", TriggerState.ENABLED);
        STATES.put("disabled", TriggerState.DISABLED);
        STATES.put("replica", TriggerState.REPLICA);
        STATES.put("always", TriggerState.ALWAYS);
    }

    private final Values values;
    private final Names names;
    private final ExpectationReader expectations;

    CheckReader(Values values) {
        this.values = values;
        this.names = new Names(values);
        this.expectations = new ExpectationReader(values);
    }

    List<Check> read(Node node, String what) {
        List<Check> checks = new ArrayList<>();
        int number = 0;
        for (Node item : values.list(node, what).orElse(List.of())) {
            number++;
            String owner = "check " + number + " in " + what;
            Entries.of(item, owner, KEYS, values).flatMap(this::check).ifPresent(checks::add);
        }
        return checks;
    }

    private Optional<Check> check(Entries entries) {
        Optional<String> name = entries.label("name");
        Optional<String> kind = entries.oneOf(KINDS);
        if (entries.has("expect") && kind.filter("query"::equals).isEmpty()) {
            values.faults().add(entries.placeOf("expect"), entries.what("expect") + " belongs to a \"query\".");
        }
        return kind.flatMap(k -> kind(k, entries, entries.get(k).orElseThrow()))
                .map(read -> new Check(
                        name.orElseGet(() -> CheckName.of(read)), entries.place(), read, entries.label("only")));
    }

    private Optional<Kind> kind(String kind, Entries entries, Node node) {
        String what = entries.what(kind);
        return switch (kind) {
            case "rows" -> Optional.of(new Kind.Rows(rows(node, what)));
            case "zero" -> Optional.of(new Kind.Zero(zero(node, what)));
            case "clean" -> on(node, what) ? Optional.of(new Kind.Clean()) : Optional.empty();
            case "query" -> query(entries, node);
            case "sequence" -> Optional.of(new Kind.Sequence(sequences(node, what)));
            case "trigger" -> Optional.of(new Kind.Trigger(triggers(node, what)));
            default -> on(node, what) ? Optional.of(new Kind.NoOrphans()) : Optional.empty();
        };
    }

    private Optional<Kind> query(Entries entries, Node node) {
        entries.require("expect", "expect: empty");
        Optional<String> sql = new SqlValues(values).query(node, entries.what("query"));
        Optional<Check.Expectation> expected =
                entries.get("expect").flatMap(e -> expectations.read(e, entries.what("expect")));
        return sql.flatMap(text -> expected.map(e -> new Kind.Query(text, e)));
    }

    private Map<String, Range> rows(Node node, String what) {
        Map<String, Range> tables = new LinkedHashMap<>();
        for (Names.Named table : names.keys(node, what, "table")) {
            RangeReader.read(table.value(), about("the rows of", table), values)
                    .ifPresent(range -> tables.put(table.name(), range));
        }
        return tables;
    }

    private Map<String, List<String>> zero(Node node, String what) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (Names.Named table : names.keys(node, what, "table")) {
            List<Mention> zeroes = names.list(table.value(), about("the columns of", table));
            columns.put(table.name(), zeroes.stream().map(Mention::name).toList());
        }
        return columns;
    }

    private Map<String, Long> sequences(Node node, String what) {
        Map<String, Long> next = new LinkedHashMap<>();
        for (Names.Named sequence : names.keys(node, what, "sequence")) {
            values.whole(sequence.value(), about("the next value of", sequence))
                    .ifPresent(value -> next.put(sequence.name(), value));
        }
        return next;
    }

    private Map<String, TriggerState> triggers(Node node, String what) {
        Map<String, TriggerState> states = new LinkedHashMap<>();
        for (Names.Named trigger : names.keys(node, what, "trigger")) {
            values.word(trigger.value(), about("the state of trigger", trigger), STATES)
                    .ifPresent(state -> states.put(trigger.name(), state));
        }
        return states;
    }

    private String about(String what, Names.Named named) {
        return what + " " + values.faults().quote(named.name());
    }

    /** A check that is off would pass without having looked. */
    private boolean on(Node node, String what) {
        Optional<Boolean> on = values.bool(node, what);
        if (on.filter(yes -> !yes).isPresent()) {
            values.faults()
                    .add(node.place(), what + " is false, so it would check nothing. Write true or remove the check.");
        }
        return on.orElse(false);
    }
}
