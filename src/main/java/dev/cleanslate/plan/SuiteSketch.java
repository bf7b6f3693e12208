package dev.cleanslate.plan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.ServerFacts;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteDraft;
import dev.cleanslate.suite.SuiteDraft.DraftPhase;
import dev.cleanslate.suite.SuiteDraft.Item;
import dev.cleanslate.suite.SuiteDraft.Nulls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns a survey into a suite to start from. */
public final class SuiteSketch {

    private final Survey survey;
    private final Catalog catalog;
    private final Families families;
    private final KeyGraph keys;
    private final Spelling spelling;
    private final Map<QualifiedName, Proposal> proposals = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    private SuiteSketch(Survey survey, Catalog catalog) {
        this.survey = survey;
        this.catalog = catalog;
        this.families = new Families(catalog);
        this.keys = new KeyGraph(catalog.foreignKeys(), families);
        this.spelling = new Spelling(catalog);
        survey.tables().forEach(p -> proposals.put(p.table(), p));
    }

    public static SuiteDraft of(Survey survey, Catalog catalog, String name) {
        return new SuiteSketch(survey, catalog).draft(name);
    }

    private SuiteDraft draft(String name) {
        List<Item> protect = items(Fate.PROTECT);
        Noise noise = new Noise(catalog, families, keys, proposals);
        List<Item> triggers = noise.toDisable(spelling);
        remarks.addAll(noise.loud());
        boolean unnameable = survey.tables().stream().anyMatch(p -> p.nature() == Nature.UNNAMEABLE);
        survey.tables().stream()
                .filter(p -> p.nature() == Nature.UNNAMEABLE)
                .forEach(p -> remarks.add("Table \"" + p.table() + "\" is left alone: " + p.reason() + "."));
        return new SuiteDraft(
                name,
                "proposed by analyze for database " + survey.server().database() + "; say here what it is for",
                head(),
                protect,
                items(Fate.IGNORE),
                triggers,
                phases(),
                restart(),
                unnameable ? Suite.Unclassified.WARN : Suite.Unclassified.REFUSE,
                survey.tables().stream()
                        .filter(p -> p.fate() == Fate.PROTECT || p.fate() == Fate.RESET)
                        .filter(p -> !mayBeEmpty(p))
                        .flatMap(p -> spelling.of(p.table()).stream())
                        .toList(),
                checkableForOrphans());
    }

    private List<String> head() {
        ServerFacts server = survey.server();
        List<String> head = new ArrayList<>();
        head.add("Proposed by cleanslate analyze from database " + server.database() + ", PostgreSQL "
                + server.version() + ", as role " + server.role() + ".");
        head.add(String.format(
                Locale.ROOT,
                "%,d tables: %,d wiped, %,d protected, %,d set free, %,d ignored. A guess from names, keys and rows:"
                        + " read every line, move what is wrong, then run plan.",
                survey.tables().size(),
                survey.with(Fate.WIPE).size(),
                survey.with(Fate.PROTECT).size(),
                survey.with(Fate.RESET).size(),
                survey.with(Fate.IGNORE).size()));
        head.addAll(remarks);
        return head;
    }

    private List<Item> items(Fate fate) {
        return survey.with(fate).stream()
                .filter(p -> p.nature() != Nature.EXTENSION)
                .filter(p -> !Unclassified.own(families.table(p.table()).orElseThrow()))
                .flatMap(p -> item(p).stream())
                .toList();
    }

    private Optional<Item> item(Proposal proposal) {
        boolean allowEmpty = proposal.fate() == Fate.PROTECT && mayBeEmpty(proposal);
        return spelling.of(proposal.table()).map(written -> new Item(written, allowEmpty, remark(proposal)));
    }

    private static String remark(Proposal proposal) {
        String sure = proposal.confidence() == Confidence.CERTAIN
                ? ""
                : " (" + proposal.confidence().word() + ")";
        return String.format(
                Locale.ROOT,
                "%s%s, %s%,d %s: %s",
                proposal.nature().word(),
                sure,
                proposal.measure().exact() ? "" : "~",
                proposal.measure().rows(),
                proposal.measure().rows() == 1 ? "row" : "rows",
                proposal.reason());
    }

    /** Rows of the tables that inherit from it show in a table too. */
    private boolean mayBeEmpty(Proposal proposal) {
        boolean unsure =
                proposal.measure().unread().isPresent() || proposal.measure().rows() == 0;
        return unsure
                && families.heirs(proposal.table()).stream()
                        .map(proposals::get)
                        .allMatch(heir -> heir == null || mayBeEmpty(heir));
    }

    private List<DraftPhase> phases() {
        List<DraftPhase> phases = new ArrayList<>();
        PhaseNames names = new PhaseNames();
        List<Nulls> nulls = survey.with(Fate.RESET).stream()
                .flatMap(p -> spelling.of(p.table()).map(written -> new Nulls(written, p.freed(), remark(p))).stream())
                .toList();
        if (!nulls.isEmpty()) {
            phases.add(new DraftPhase(names.once("Let go of what is wiped"), List.of(), nulls));
        }
        List<QualifiedName> wiped =
                survey.with(Fate.WIPE).stream().map(Proposal::table).toList();
        boolean first = true;
        for (List<QualifiedName> layer : Layers.of(wiped, families, keys)) {
            List<Proposal> members = layer.stream()
                    .sorted()
                    .flatMap(t -> Optional.ofNullable(proposals.get(t)).stream())
                    .toList();
            phases.add(new DraftPhase(
                    names.of(members, first),
                    members.stream().flatMap(p -> item(p).stream()).toList(),
                    List.of()));
            first = false;
        }
        return phases;
    }

    private Suite.RestartSequences restart() {
        boolean foreign = catalog.sequences().stream()
                .filter(s -> s.extension().isEmpty() && !s.owned())
                .flatMap(s -> s.ownerTable().map(families::root).stream())
                .anyMatch(t -> Optional.ofNullable(proposals.get(t))
                        .map(p -> p.fate() == Fate.WIPE)
                        .orElse(false));
        return foreign ? Suite.RestartSequences.NONE : Suite.RestartSequences.WIPED;
    }

    /** The check reads every key's two tables, and a key that was never enforced may have orphans already. */
    private boolean checkableForOrphans() {
        return !catalog.foreignKeys().isEmpty()
                && catalog.foreignKeys().stream()
                        .allMatch(k -> k.enforced()
                                && k.validated()
                                && readable(k.child())
                                && readable(k.parent())
                                && families.heirs(k.child()).isEmpty());
    }

    private boolean readable(QualifiedName table) {
        return families.table(table)
                .map(t -> t.rights().select() && !t.rowSecurity().blindsThisRole())
                .orElse(false);
    }
}
