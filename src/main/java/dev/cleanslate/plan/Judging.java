package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.Measure;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges each table by itself: what it must be, then what its name says, then, parents first, what its shape says. */
final class Judging {

    private final Families families;
    private final Spelling spelling;
    private final Map<QualifiedName, Observed> seen = new LinkedHashMap<>();
    private final Map<QualifiedName, Judgement> judged = new LinkedHashMap<>();

    Judging(Catalog catalog, Map<QualifiedName, Measure> measures, Families families, KeyGraph keys) {
        this.families = families;
        this.spelling = new Spelling(catalog);
        Map<QualifiedName, List<Edge>> out = new LinkedHashMap<>();
        Map<QualifiedName, List<Edge>> in = new LinkedHashMap<>();
        for (Table table : catalog.tables()) {
            for (Edge edge : keys.declaredInto(table.name())) {
                if (!edge.toItself()) {
                    in.computeIfAbsent(edge.parent(), p -> new ArrayList<>()).add(edge);
                    out.computeIfAbsent(edge.child(), c -> new ArrayList<>()).add(edge);
                }
            }
        }
        for (Table table : catalog.tables()) {
            if (table.holdsRows() && !table.isPartition()) {
                seen.put(
                        table.name(),
                        new Observed(
                                table,
                                Words.of(table.name().name()),
                                measures.getOrDefault(
                                        table.name(),
                                        new Measure(table.estimatedRows(), false, Optional.empty(), Optional.empty())),
                                families.size(table.name()).bytes(),
                                out.getOrDefault(table.name(), List.of()),
                                in.getOrDefault(table.name(), List.of())));
            }
        }
    }

    Map<QualifiedName, Observed> seen() {
        return seen;
    }

    Map<QualifiedName, Judgement> judgements() {
        seen.values().forEach(o -> first(o).ifPresent(judgement -> judged.put(o.name(), judgement)));
        List<QualifiedName> rest =
                seen.keySet().stream().filter(n -> !judged.containsKey(n)).toList();
        Knots.of(rest, this::parents).stream()
                .flatMap(List::stream)
                .forEach(n -> Optional.ofNullable(seen.get(n)).ifPresent(o -> judged.put(n, ByShape.judge(o, judged))));
        return judged;
    }

    private Collection<QualifiedName> parents(QualifiedName table) {
        return Optional.ofNullable(seen.get(table))
                .map(o -> o.out().stream().map(Edge::parent).toList())
                .orElse(List.of());
    }

    private Optional<Judgement> first(Observed observed) {
        QualifiedName name = observed.name();
        return given(observed.table())
                .or(() -> KnownTables.judge(name.schema(), name.name(), observed.words()))
                .or(() -> ByName.judge(observed))
                .or(() -> ByShape.people(observed));
    }

    /** What leaves nothing to judge. */
    private Optional<Judgement> given(Table table) {
        if (table.extension().isPresent()) {
            return Optional.of(Judgement.certain(
                    Nature.EXTENSION,
                    "belongs to the extension " + table.extension().get()));
        }
        if (Unclassified.own(table)) {
            return Optional.of(Judgement.certain(Nature.PLATFORM, "tells which database this is"));
        }
        if (families.members(table.name()).stream().anyMatch(t -> t.kind() == Table.Kind.FOREIGN)) {
            return Optional.of(Judgement.certain(Nature.FOREIGN, "its rows are on another server"));
        }
        if (spelling.of(table.name()).isEmpty()) {
            return Optional.of(Judgement.certain(
                    Nature.UNNAMEABLE,
                    "no suite can name it: it is blank, holds a control character, or reads as another"));
        }
        if (!table.rights().select()) {
            return Optional.of(Judgement.certain(Nature.UNREADABLE, "this role may not read it"));
        }
        return table.rowSecurity().blindsThisRole()
                ? Optional.of(
                        Judgement.certain(Nature.UNREADABLE, "row-level security hides rows of it from this role"))
                : Optional.empty();
    }
}
