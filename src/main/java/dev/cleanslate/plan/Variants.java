package dev.cleanslate.plan;

import dev.cleanslate.api.Action;
import dev.cleanslate.api.Action.TableReset;
import dev.cleanslate.api.Action.Value;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out which variant of its suite a database is, and leaves out of the suite what that does not have. */
final class Variants {

    private final Suite suite;
    private final List<String> leftOut = new ArrayList<>();
    private final Adaptation known;

    private Variants(Suite suite, Optional<Variant> variant, Set<String> lacking) {
        this.suite = suite;
        this.known = new Adaptation(variant.map(Variant::name).orElse(""), lacking, List.of());
    }

    /** {@code adaptation} is empty where the suite has no variants, or the database is none of them. */
    record Fitted(Suite suite, Optional<Adaptation> adaptation) {}

    static Fitted fit(Suite suite, Catalog catalog, Findings findings) {
        if (suite.variants().isEmpty()) {
            return new Fitted(suite, Optional.empty());
        }
        Names names = new Names(suite, catalog, findings);
        Set<String> lacking = suite.variants().stream()
                .flatMap(Variant::mentions)
                .filter(mention -> !isThere(mention, names))
                .map(Mention::name)
                .collect(Collectors.toSet());
        List<Variant> fitting = suite.variants().stream()
                .filter(variant -> against(variant, lacking).isEmpty())
                .toList();
        Optional<Variant> one = fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
        if (one.isEmpty()) {
            findings.rule(suite.place(), refusal(suite, catalog, fitting, lacking));
        }
        Variants variants = new Variants(suite, one, lacking);
        Suite fitted = variants.fitted();
        return new Fitted(
                fitted, one.map(variant -> new Adaptation(variant.name(), lacking, List.copyOf(variants.leftOut))));
    }

    private static String refusal(Suite suite, Catalog catalog, List<Variant> fitting, Set<String> lacking) {
        String database = catalog.server().database();
        if (!fitting.isEmpty()) {
            return database + " is more than one of the variants of suite \"" + suite.name() + "\": "
                    + fitting.stream().map(Variant::name).collect(Collectors.joining(", "))
                    + ". Say under \"has\" or \"lacks\" what tells them apart.";
        }
        return database + " is none of the variants of suite \"" + suite.name() + "\": "
                + suite.variants().stream()
                        .map(variant ->
                                "not " + variant.name() + ", since " + String.join(", ", against(variant, lacking)))
                        .collect(Collectors.joining("; "))
                + ". Finish or undo the migration that stopped between them, or describe this schema as a variant too.";
    }

    /** What keeps the database from being this variant; a clause for each. */
    private static List<String> against(Variant variant, Set<String> lacking) {
        List<String> against = new ArrayList<>();
        for (Mention needed : variant.has()) {
            if (lacking.contains(needed.name())) {
                against.add(needed.name() + " is not there");
            }
        }
        for (Mention unwanted : variant.lacks()) {
            if (!lacking.contains(unwanted.name())) {
                against.add(unwanted.name() + " is there");
            }
        }
        return against;
    }

    /** A name that stands for nothing is what variants are about; one that could be several things is a fault, not a lack. */
    private static boolean isThere(Mention mention, Names names) {
        if (names.standsForSome(mention.name())) {
            named(mention, names);
            return true;
        }
        return Names.qualified(mention.name())
                .filter(split -> names.standsForSome(split.schema()))
                .anyMatch(split -> named(new Mention(split.schema(), mention.place()), names)
                        .map(table -> table.item().column(split.name()).isPresent())
                        .orElse(true));
    }

    private static Optional<Names.Named<Table>> named(Mention mention, Names names) {
        return names.table("a variant names", mention);
    }

    private Suite fitted() {
        List<Suite.Protection> protect = suite.protect().stream()
                .filter(kept -> has(kept.table().name(), "protect"))
                .toList();
        List<Mention> ignore = suite.ignore().stream()
                .filter(ignored -> has(ignored.name(), "ignore"))
                .toList();
        List<Phase> phases = suite.phases().stream().map(this::fitted).toList();
        List<Check> checks = checks(suite.checks());
        suite.sections().smoke().stream()
                .filter(test -> !known.serves(test.only()))
                .forEach(test -> leftOut.add("smoke test \"" + test.name() + "\" of variant "
                        + test.only().orElse("")));
        return suite.listing(protect, ignore).doing(phases, checks, suite.sections());
    }

    private boolean has(String table, String where) {
        boolean there = known.has(table);
        if (!there) {
            leftOut.add("table " + table + " in " + where);
        }
        return there;
    }

    private Phase fitted(Phase phase) {
        return phase.doing(action(phase.action(), Ground.called(phase.name())), checks(phase.checks()));
    }

    private Action action(Action action, String phase) {
        if (action instanceof Action.Wipe wipe) {
            return new Action.Wipe(
                    wipe.tables().stream().filter(table -> has(table, phase)).toList());
        }
        if (action instanceof Action.KeepRows keep) {
            Map<String, String> predicates = new LinkedHashMap<>(keep.predicates());
            predicates.keySet().removeIf(table -> !has(table, phase));
            Map<String, Action.Reviewed> allBut = new LinkedHashMap<>(keep.allBut());
            allBut.keySet().retainAll(predicates.keySet());
            return new Action.KeepRows(
                    predicates,
                    allBut,
                    keep.cascades().stream().filter(table -> has(table, phase)).toList());
        }
        if (action instanceof Action.Reset reset) {
            Map<String, TableReset> tables = new LinkedHashMap<>();
            reset.tables().forEach((table, set) -> {
                if (has(table, phase)) {
                    Map<String, Value> columns = new LinkedHashMap<>(set.columns());
                    columns.keySet().removeIf(column -> !has(table, column, phase));
                    if (!columns.isEmpty()) {
                        tables.put(table, new TableReset(columns, set.where()));
                    }
                }
            });
            return new Action.Reset(tables);
        }
        return action;
    }

    private boolean has(String table, String column, String phase) {
        boolean there = known.has(table, column);
        if (!there) {
            leftOut.add("column " + table + "." + column + " in " + phase);
        }
        return there;
    }

    private List<Check> checks(List<Check> checks) {
        List<Check> fitted = new ArrayList<>();
        for (Check check : checks) {
            Optional<Check> rest = known.fitted(check);
            rest.ifPresent(fitted::add);
            if (rest.isEmpty()) {
                leftOut.add("check \"" + check.name() + "\""
                        + check.only().map(variant -> " of variant " + variant).orElse(""));
            } else if (!rest.get().equals(check)) {
                leftOut.add("what is not there in check \"" + check.name() + "\"");
            }
        }
        return fitted;
    }
}
