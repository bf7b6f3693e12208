package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.plan.Settling.Settled;
import dev.cleanslate.plan.Survey.Totals;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Measure;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Judges the tables, settles what contradicts itself, and says of each what should become of it and why. */
final class Surveyor {

    private final Catalog catalog;
    private final Families families;
    private final KeyGraph keys;
    private final Map<QualifiedName, Observed> seen;
    private final Map<QualifiedName, Judgement> judged;
    private final LettingGo lettingGo;
    private final Map<QualifiedName, Settled> settled;

    Surveyor(Catalog catalog, Map<QualifiedName, Measure> measures) {
        this.catalog = catalog;
        this.families = new Families(catalog);
        this.keys = new KeyGraph(catalog.foreignKeys(), families);
        Judging judging = new Judging(catalog, measures, families, keys);
        this.judged = judging.judgements();
        this.seen = judging.seen();
        this.lettingGo = new LettingGo(judged, catalog, families, keys);
        this.settled = new Settling(judged, families, lettingGo).settle();
    }

    Survey survey() {
        List<Proposal> proposals = new ArrayList<>();
        seen.values().forEach(observed -> proposals.add(proposal(observed)));
        List<QualifiedName> views = catalog.tables().stream()
                .filter(t -> !t.holdsRows())
                .map(Table::name)
                .toList();
        return new Survey(
                catalog.server(),
                proposals,
                views,
                totals(proposals),
                totals(proposals.stream().filter(p -> p.fate() != Fate.WIPE).toList()));
    }

    private static Totals totals(List<Proposal> tables) {
        return new Totals(
                tables.size(),
                tables.stream().mapToLong(p -> p.measure().rows()).sum(),
                tables.stream().mapToLong(Proposal::bytes).sum(),
                tables.stream().allMatch(p -> p.measure().exact()));
    }

    private Proposal proposal(Observed observed) {
        Judgement judgement = judged.getOrDefault(observed.name(), Judgement.low(Nature.UNKNOWN, "not judged"));
        Settled how = settled.getOrDefault(
                observed.name(), new Settled(judgement.wipes(), judgement.confidence(), Optional.empty()));
        Fate fate = fate(judgement, how);
        List<String> freed = fate == Fate.PROTECT ? freed(observed) : List.of();
        String reason = how.because()
                .map(because ->
                        (how.wiped() ? "goes although " : "stays although ") + although(judgement) + ": " + because)
                .orElse(judgement.reason());
        if (!freed.isEmpty()) {
            reason += "; stays, and lets go of what is wiped (" + String.join(", ", freed) + " set to null)";
            fate = Fate.RESET;
        }
        return new Proposal(
                observed.name(),
                judgement.nature(),
                fate,
                how.confidence(),
                reason,
                observed.measure(),
                observed.bytes(),
                observed.out().size(),
                observed.in().size(),
                families.members(observed.name()).size() - 1,
                freed);
    }

    private static String although(Judgement judgement) {
        return "it looks like " + judgement.nature().word() + " (" + judgement.reason() + ")";
    }

    private static Fate fate(Judgement judgement, Settled how) {
        if (how.wiped()) {
            return Fate.WIPE;
        }
        return judgement.nature().usual() == Fate.IGNORE ? Fate.IGNORE : Fate.PROTECT;
    }

    private List<String> freed(Observed child) {
        TreeSet<String> columns = new TreeSet<>();
        for (Edge edge : child.out()) {
            Settled parent = settled.get(edge.parent());
            if (edge.key().enforced() && parent != null && parent.wiped()) {
                lettingGo.column(edge).ifPresent(columns::add);
            }
        }
        return List.copyOf(columns);
    }
}
