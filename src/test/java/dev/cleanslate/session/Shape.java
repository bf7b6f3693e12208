package dev.cleanslate.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleanslate.postgres.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A schema that hurts, a suite for it, and what must come of it: a whole success with exact counts, or a refusal. */
final class Shape {

    private final String name;
    private int since = TestDatabases.OLDEST;
    private final List<String> scripts = new ArrayList<>();
    private final List<String> afterwards = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private String suite = "";
    private int exitCode;
    private boolean planPasses = true;
    private final List<String> words = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Long> removed = new LinkedHashMap<>();
    private final Map<String, Long> left = new LinkedHashMap<>();
    private final Map<String, Long> answers = new LinkedHashMap<>();
    private final List<String> untouched = new ArrayList<>();

    private Shape(String name) {
        this.name = name;
    }

    static Shape of(String name) {
        return new Shape(name);
    }

    /** Every shape on every major that knows it. */
    static Stream<Arguments> onEveryMajor(Shape... shapes) {
        return TestDatabases.majors()
                .flatMap(major -> Stream.of(shapes)
                        .filter(shape -> shape.since <= major)
                        .map(shape -> Arguments.of(major, shape)));
    }

    Shape since(int major) {
        since = major;
        return this;
    }

    Shape schema(String sql) {
        scripts.add(sql);
        return this;
    }

    /** Statements that must be sent alone, outside a transaction. */
    Shape then(String statement) {
        afterwards.add(statement);
        return this;
    }

    Shape suite(String yaml) {
        suite = "suite: shop\n" + yaml;
        return this;
    }

    Shape file(String named, String text) {
        files.put(named, text);
        return this;
    }

    Shape removes(String table, long rows) {
        removed.put(table, rows);
        return this;
    }

    /** The table, as SQL spells it, holds so many rows afterwards. */
    Shape leaves(String table, long rows) {
        left.put(table, rows);
        return this;
    }

    /** The query gives this number afterwards. */
    Shape answers(String query, long number) {
        answers.put(query, number);
        return this;
    }

    /** Tables, triggers, sequences, views as {@link DatabaseState} calls them, which are the same afterwards. */
    Shape keeps(String... things) {
        untouched.addAll(List.of(things));
        return this;
    }

    Shape warns(String... said) {
        warnings.addAll(List.of(said));
        return this;
    }

    /** By the plan, which says so before anything runs. */
    Shape isRefused(int code, String... said) {
        planPasses = false;
        return turnsRed(code, said);
    }

    /** In the transaction, which rolls back. */
    Shape turnsRed(int code, String... said) {
        exitCode = code;
        words.addAll(List.of(said));
        return this;
    }

    void holdsOn(int major, Path folder) {
        TestDatabases.Database database = TestDatabases.of(major).create(scripts.toArray(String[]::new));
        holdsOn(new Playground(database, folder));
    }

    void holdsOn(Playground playground) {
        afterwards.forEach(playground::execute);
        files.forEach((file, text) -> playground.file("shop/" + file, text));
        playground.suite(suite);
        DatabaseState before = DatabaseState.of(playground.database);

        Ran plan = playground.plan();
        if (planPasses) {
            assertThat(plan.messages()).isEmpty();
        }
        assertThat(plan.exitCode()).as(plan.record().toString()).isEqualTo(planPasses ? 0 : exitCode);
        assertThat(DatabaseState.of(playground.database)).isEqualTo(before);

        Ran reset = playground.reset();
        if (exitCode == 0) {
            succeeded(playground, reset, before);
        } else {
            assertThat(reset.messages()).contains(words);
            assertThat(reset.exitCode()).isEqualTo(exitCode);
            assertThat(reset.committed()).isFalse();
            assertThat(DatabaseState.of(playground.database)).isEqualTo(before);
        }
        if (!warnings.isEmpty()) {
            assertThat(reset.warnings()).contains(warnings);
        }
    }

    private void succeeded(Playground playground, Ran reset, DatabaseState before) {
        assertThat(reset.messages()).isEmpty();
        assertThat(reset.exitCode()).isZero();
        assertThat(reset.committed()).isTrue();
        removed.forEach((table, rows) ->
                assertThat(reset.removed(table)).as("removed from " + table).isEqualTo(rows));
        left.forEach((table, rows) ->
                assertThat(playground.count(table)).as("left in " + table).isEqualTo(rows));
        answers.forEach((query, number) ->
                assertThat(playground.number(query)).as(query).isEqualTo(number));
        DatabaseState after = DatabaseState.of(playground.database);
        assertThat(after.others().keySet()).isEqualTo(before.others().keySet());
        for (String thing : untouched) {
            Map<String, String> things = before.tables().containsKey(thing) ? before.tables() : before.others();
            assertThat(things).containsKey(thing);
            assertThat(before.tables().containsKey(thing) ? after.tables() : after.others())
                    .containsEntry(thing, things.get(thing));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
