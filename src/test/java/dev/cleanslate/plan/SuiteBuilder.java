package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.api.Action.TableReset;
import dev.cleanslate.api.Action.Value;
import dev.cleanslate.postgres.Answers;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Sections;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Suite.Fingerprinting;
import dev.cleanslate.suite.Suite.RestartSequences;
import dev.cleanslate.suite.Suite.SourceFile;
import dev.cleanslate.suite.Suite.Unclassified;
import dev.cleanslate.suite.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A suite in a few words; each thing it names stands on a line of its own. */
final class SuiteBuilder {

    private final List<Mention> schemas = new ArrayList<>();
    private final List<Suite.Protection> protect = new ArrayList<>();
    private final List<Mention> ignore = new ArrayList<>();
    private final List<Mention> triggers = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<SourceFile> sources = new ArrayList<>();
    private final List<Variant> variants = new ArrayList<>();
    private RestartSequences restart = RestartSequences.WIPED;
    private Unclassified unclassified = Unclassified.REFUSE;
    private Sections sections = Sections.NONE;
    private int line;

    static SuiteBuilder gym() {
        return new SuiteBuilder();
    }

    SuiteBuilder schemas(String... names) {
        Stream.of(names).map(this::mention).forEach(schemas::add);
        return this;
    }

    SuiteBuilder protect(String... names) {
        Stream.of(names)
                .map(n -> new Suite.Protection(mention(n), false, Fingerprinting.FULL))
                .forEach(protect::add);
        return this;
    }

    SuiteBuilder ignore(String... names) {
        Stream.of(names).map(this::mention).forEach(ignore::add);
        return this;
    }

    SuiteBuilder disable(String... names) {
        Stream.of(names).map(this::mention).forEach(triggers::add);
        return this;
    }

    SuiteBuilder wipe(String... tables) {
        return phase(new Action.Wipe(List.of(tables)), tables);
    }

    SuiteBuilder keepRows(String table, String predicate) {
        return phase(new Action.KeepRows(Map.of(table, predicate), List.of()), table);
    }

    /** One phase that keeps rows of several tables: predicates by table, then the tables that may lose rows by cascade. */
    SuiteBuilder keepRows(Map<String, String> predicates, String... cascades) {
        String[] mentioned =
                Stream.concat(predicates.keySet().stream(), Stream.of(cascades)).toArray(String[]::new);
        return phase(new Action.KeepRows(predicates, List.of(cascades)), mentioned);
    }

    SuiteBuilder reset(String table, String column, @Nullable String literal) {
        return reset(table, column, new Value.Literal(literal), null);
    }

    SuiteBuilder reset(String table, String column, Value value, @Nullable String where) {
        Map<String, Value> columns = new LinkedHashMap<>();
        columns.put(column, value);
        return phase(new Action.Reset(Map.of(table, new TableReset(columns, where))), table);
    }

    SuiteBuilder script(String file) {
        sources.add(new SourceFile(file, "select 1"));
        return phase(new Action.Sql(file));
    }

    SuiteBuilder phase(Action action, String... mentioned) {
        Map<String, Place> places = new LinkedHashMap<>();
        Stream.of(mentioned).forEach(m -> places.put(m, mention(m).place()));
        phases.add(new Phase(
                "P" + phases.size(),
                next(),
                action,
                places,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of()));
        return this;
    }

    SuiteBuilder check(Check.Kind kind) {
        checks.add(new Check("C" + checks.size(), next(), kind));
        return this;
    }

    /** Of one variant alone. */
    SuiteBuilder check(Check.Kind kind, String only) {
        checks.add(new Check("C" + checks.size(), next(), kind, Optional.of(only)));
        return this;
    }

    SuiteBuilder variant(String name, List<String> has, List<String> lacks) {
        variants.add(new Variant(
                name,
                next(),
                has.stream().map(this::mention).toList(),
                lacks.stream().map(this::mention).toList()));
        return this;
    }

    SuiteBuilder restart(RestartSequences which) {
        restart = which;
        return this;
    }

    SuiteBuilder warnOfUnclassified() {
        unclassified = Unclassified.WARN;
        return this;
    }

    SuiteBuilder sections(Sections other) {
        sections = other;
        return this;
    }

    Suite read() {
        return new Suite(
                "gym",
                "",
                Path.of("gym.yaml"),
                schemas,
                protect,
                ignore,
                triggers,
                phases,
                restart,
                unclassified,
                checks,
                sections,
                sources,
                variants);
    }

    /** The plan when the server has no objection to anything. */
    Plan on(CatalogBuilder catalog) {
        return answered(catalog, Optional.empty());
    }

    /** The plan when the server objects to everything it is asked. */
    Plan against(CatalogBuilder catalog, String objection) {
        return answered(catalog, Optional.of(objection));
    }

    private Plan answered(CatalogBuilder catalog, Optional<String> answer) {
        Map<Question, Optional<String>> all = new LinkedHashMap<>();
        Planner.questions(read(), catalog.read()).forEach(q -> all.put(q, answer));
        return Planner.plan(read(), catalog.read(), new Answers(all));
    }

    private Mention mention(String name) {
        return new Mention(name, next());
    }

    private Place next() {
        return new Place("gym.yaml", ++line, 3);
    }
}
