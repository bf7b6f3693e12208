package dev.cleanslate.scan;

import dev.cleanslate.api.Action;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.Nearest;
import dev.cleanslate.suite.OwnDetector;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.ScanRules;
import dev.cleanslate.suite.Suite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the tables, columns, kinds and detectors that a suite names, and says which of them there are not. */
final class DirectionsReader {

    private final Suite suite;
    private final ScanRules rules;
    private final Map<String, String> environment;
    private final Catalog catalog;
    private final Predicate<QualifiedName> wanted;
    private final List<String> faults = new ArrayList<>();

    DirectionsReader(Suite suite, Catalog catalog, Predicate<QualifiedName> wanted, Map<String, String> environment) {
        this.suite = suite;
        this.rules = suite.sections().scan();
        this.environment = environment;
        this.catalog = catalog;
        this.wanted = wanted;
    }

    Directions read() {
        Set<String> ids = new HashSet<>(Detectors.ids());
        Set<String> off = new HashSet<>();
        List<Own> own = new ArrayList<>();
        for (OwnDetector detector : rules.detectors()) {
            if (!ids.add(detector.id())) {
                fault(
                        detector.place(),
                        "the detector \"" + detector.id()
                                + "\" is one that the scan has itself. Give it another id, or turn that one off and name yours differently.");
            }
            own(detector).ifPresent(own::add);
        }
        for (Mention mention : rules.off()) {
            off.add(mention.name());
            if (!ids.contains(mention.name())) {
                fault(
                        mention.place(),
                        "scan turns off \"" + mention.name() + "\", but there is no such detector."
                                + Nearest.question(mention.name(), ids));
            }
        }
        own.removeIf(detector -> off.contains(detector.id()));
        own.addAll(off.contains(Own.NOT_ZERO) ? List.of() : zero());
        List<Ledger> ledgers = off.contains(Ledger.ID) ? List.of() : ledgers();
        return new Directions(off, corrections(), own, ledgers, rules, kept(), passwords(), faults);
    }

    /** Of tables that are kept as a whole, and of those that lose rows and keep others. Other faults are the plan's. */
    private Map<QualifiedName, String> kept() {
        Map<String, String> predicates = new HashMap<>();
        suite.protect().forEach(protection -> predicates.put(protection.table().name(), "true"));
        for (Phase phase : suite.phases()) {
            if (phase.action() instanceof Action.KeepRows keep) {
                predicates.putAll(keep.predicates());
            }
        }
        Map<QualifiedName, String> kept = new HashMap<>();
        for (Table table : catalog.tables()) {
            String bare = predicates.get(table.name().name());
            String full = predicates.getOrDefault(
                    table.name().schema() + "." + table.name().name(), bare);
            if (full != null) {
                kept.put(table.name(), full);
            }
        }
        return kept;
    }

    private List<String> passwords() {
        List<String> passwords = new ArrayList<>(rules.tuning().passwords().listed());
        for (Mention variable : rules.tuning().passwords().variables()) {
            String value = environment.getOrDefault(variable.name(), "");
            value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(passwords::add);
            if (value.isBlank()) {
                fault(
                        variable.place(),
                        "the variable " + variable.name()
                                + " is not set in the environment, or empty. Set it, one password a"
                                + " line, or take the line out.");
            }
        }
        return passwords;
    }

    private Map<QualifiedName, Map<String, ScanRules.Correction>> corrections() {
        Map<QualifiedName, Map<String, ScanRules.Correction>> corrections = new HashMap<>();
        for (ScanRules.Correction correction : rules.tuning().columns()) {
            table("scan corrects", correction.table())
                    .ifPresent(table -> column(table, correction.column()).ifPresent(column -> {
                        kind(correction.kind(), column);
                        corrections
                                .computeIfAbsent(table.name(), any -> new HashMap<>())
                                .put(column.name(), correction);
                    }));
        }
        return corrections;
    }

    private void kind(Mention word, Table.Column column) {
        if (!Kind.words().contains(word.name())) {
            fault(word.place(), unknownKind(word));
        } else if (Kind.of(word.name(), column).isEmpty()) {
            fault(
                    word.place(),
                    "column \"" + column.name() + "\" is of type " + column.type() + ", which cannot hold \""
                            + word.name() + "\". Correct the kind, or take the line out.");
        }
    }

    private static String unknownKind(Mention word) {
        return "there is no kind of column called \"" + word.name() + "\"."
                + Nearest.question(word.name(), Kind.words()) + " Known: " + String.join(", ", Kind.words()) + ".";
    }

    private Optional<Own> own(OwnDetector said) {
        int before = faults.size();
        Optional<Table> table =
                said.table().flatMap(mention -> table("the detector \"" + said.id() + "\" looks at", mention));
        Map<QualifiedName, List<Table.Column>> columns = new HashMap<>();
        said.columns()
                .forEach(in -> table("the detector \"" + said.id() + "\" looks at", in.table())
                        .ifPresent(found -> in.columns()
                                .forEach(name -> column(found, name)
                                        .ifPresent(column -> columns.computeIfAbsent(
                                                        found.name(), any -> new ArrayList<>())
                                                .add(column)))));
        Set<Kind> kinds = new HashSet<>();
        for (Mention word : said.kinds()) {
            Set<Kind> meant = Kind.meant(word.name());
            if (meant.isEmpty()) {
                fault(word.place(), unknownKind(word));
            }
            kinds.addAll(meant);
        }
        return faults.size() > before ? Optional.empty() : Optional.of(new Own(said, table, columns, kinds));
    }

    private List<Own> zero() {
        List<Own> own = new ArrayList<>();
        for (ScanRules.Columns in : rules.money().zero()) {
            table("scan.zero names", in.table())
                    .ifPresent(table -> in.columns()
                            .forEach(name -> column(table, name).ifPresent(column -> {
                                if (Kind.numeric(column)) {
                                    own.add(Own.notZero(table, column, name.place()));
                                } else {
                                    fault(
                                            name.place(),
                                            "column \"" + column.name() + "\" of " + table.name() + " is of type "
                                                    + column.type() + ", and only a number can be zero. Take it out.");
                                }
                            })));
        }
        return own;
    }

    private List<Ledger> ledgers() {
        List<Ledger> ledgers = new ArrayList<>();
        for (ScanRules.Ledger said : rules.money().ledgers()) {
            table("a ledger is for", said.table())
                    .ifPresent(table -> column(table, said.column()).ifPresent(column -> {
                        if (table.primaryKey().size() == 1 && Kind.numeric(column)) {
                            ledgers.add(new Ledger(table, column, said));
                        } else {
                            fault(
                                    said.table().place(),
                                    Kind.numeric(column)
                                            ? "a ledger needs a table with a primary key of one column, and "
                                                    + table.name()
                                                    + " has "
                                                    + table.primaryKey().size()
                                                    + ". Write it as a detector with \"where\"."
                                            : "column \"" + column.name() + "\" of " + table.name() + " is of type "
                                                    + column.type() + ", and a ledger is for numbers.");
                        }
                    }));
        }
        return ledgers;
    }

    private Optional<Table> table(String who, Mention mention) {
        List<Table> called = catalog.tables().stream()
                .filter(t -> mention.name().equals(t.name().name())
                        || mention.name()
                                .equals(t.name().schema() + "." + t.name().name()))
                .toList();
        List<Table> looked = called.stream().filter(this::lookedAt).toList();
        if (looked.size() == 1) {
            return Optional.of(looked.get(0));
        }
        String said = who + " \"" + mention.name() + "\"";
        if (looked.size() > 1) {
            fault(mention.place(), said + ", and there are " + looked.size() + " of them. Write it with its schema.");
        } else if (!called.isEmpty()) {
            fault(
                    mention.place(),
                    said
                            + ", which is not looked at: it is a view, a foreign table or a partition, or the suite leaves it"
                            + " out. Name the table that its rows are in.");
        } else {
            fault(
                    mention.place(),
                    said + ", but no such table exists in " + catalog.server().database() + "."
                            + Nearest.question(
                                    mention.name(),
                                    catalog.tables().stream()
                                            .filter(this::lookedAt)
                                            .map(t -> t.name().name())
                                            .toList()));
        }
        return Optional.empty();
    }

    private boolean lookedAt(Table table) {
        return Scan.looksAt(table) && wanted.test(table.name());
    }

    private Optional<Table.Column> column(Table table, Mention mention) {
        Optional<Table.Column> column = table.column(mention.name());
        if (column.isEmpty()) {
            fault(
                    mention.place(),
                    table.name() + " has no column \"" + mention.name() + "\"."
                            + Nearest.question(
                                    mention.name(),
                                    table.columns().stream()
                                            .map(Table.Column::name)
                                            .toList()));
        }
        return column;
    }

    private void fault(Place place, String message) {
        faults.add(place + ": " + message + " Nothing was read.");
    }
}
