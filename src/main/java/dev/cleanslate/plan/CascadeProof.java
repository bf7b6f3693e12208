package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.ForeignKey.OnDelete;
import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rule 2: walks from every table that loses rows along the keys that change other rows, through whatever table they
 * pass. The walk goes phase by phase, so that a table is reached first from the earliest phase that can reach it.
 */
final class CascadeProof {

    private final Ground ground;
    private final FreedKeys freed;
    private final CascadeRefusals refusals;
    private final Set<State> seen = new HashSet<>();
    private final Set<QualifiedName> tables = new HashSet<>();
    private final Set<ForeignKey> keys = new HashSet<>();
    private final Set<Proof.Reach> reaches = new LinkedHashSet<>();

    private CascadeProof(Ground ground, FreedKeys freed) {
        this.ground = ground;
        this.freed = freed;
        this.refusals = new CascadeRefusals(ground);
    }

    static Proof walk(Ground ground, FreedKeys freed) {
        CascadeProof proof = new CascadeProof(ground, freed);
        for (int phase = 0; phase < ground.suite().phases().size(); phase++) {
            int current = phase;
            List<Step> sources = ground.fates().all().stream()
                    .filter(d -> d.phase() == current && d.losesRows())
                    .map(Step::source)
                    .toList();
            proof.walkFrom(sources);
        }
        List<Proof.Reach> sorted =
                proof.reaches.stream().sorted(Proof.Reach.ORDER).toList();
        return new Proof(proof.tables.size(), proof.keys.size(), sorted, keys(ground));
    }

    /** Every key between two tables that have a fate. */
    private static List<Proof.Reach> keys(Ground ground) {
        return ground.fates().all().stream()
                .flatMap(table -> ground.keys().into(table.name()).stream())
                .filter(edge -> ground.fates().of(edge.child()).isPresent())
                .map(edge -> new Proof.Reach(
                        edge.parent(),
                        edge.key().name(),
                        "ON DELETE " + Edge.word(edge.key().onDelete()),
                        edge.child()))
                .sorted(Proof.Reach.ORDER)
                .toList();
    }

    private void walkFrom(List<Step> sources) {
        Deque<Step> open = new ArrayDeque<>();
        for (Step source : sources) {
            if (seen.add(source.state())) {
                open.add(source);
            }
        }
        while (!open.isEmpty()) {
            Step at = open.remove();
            tables.add(at.state().table());
            for (Edge edge : ground.keys().into(at.state().table())) {
                keys.add(edge.key());
                OnDelete action = at.state().actionOf(edge.key());
                if (action.reachesChild()
                        && !edge.toItself()
                        && !freed.before(edge, at.source().phase())) {
                    follow(new Step(at.source(), at, edge, action, at.state().after(edge, action)), open);
                }
            }
        }
    }

    private void follow(Step step, Deque<Step> open) {
        Edge edge = step.through();
        reaches.add(new Proof.Reach(edge.parent(), edge.key().name(), step.words(), edge.child()));
        boolean itsOwnWalk =
                ground.fates().of(edge.child()).map(Decided::losesRows).orElse(false);
        int phase = step.source().phase();
        if (ground.fates().wipedBy(edge.child(), phase)
                // Which of its rows are lost, and whether they may be, is found out row by row.
                || (ground.fates().losesRowsBy(edge.child(), phase)
                        && (!onlyByCascade(edge.child()) || ground.letsCascade(edge.child(), phase)))) {
            return;
        }
        refusals.add(step);
        if (!itsOwnWalk && seen.add(step.state())) {
            open.add(step);
        }
    }

    private boolean onlyByCascade(QualifiedName table) {
        return ground.fates().of(table).map(Decided::onlyByCascade).orElse(false);
    }

    /** A table whose rows go, or whose named columns change. */
    record State(QualifiedName table, Set<String> changed) {

        boolean rowsGo() {
            return changed.isEmpty();
        }

        OnDelete actionOf(ForeignKey key) {
            if (rowsGo()) {
                return key.onDelete();
            }
            return key.parentColumns().stream().anyMatch(changed::contains) ? key.onUpdate() : OnDelete.NO_ACTION;
        }

        State after(Edge edge, OnDelete action) {
            boolean gone = rowsGo() && action == OnDelete.CASCADE;
            return new State(
                    edge.child(), gone ? Set.of() : Set.copyOf(edge.key().childColumns()));
        }
    }

    /** One step of the walk, with the way that led to it. */
    record Step(
            Decided source, @Nullable Step from, @Nullable Edge edge, OnDelete action, State state) {

        static Step source(Decided source) {
            return new Step(source, null, null, OnDelete.NO_ACTION, new State(source.name(), Set.of()));
        }

        Edge through() {
            if (edge == null) {
                throw new IllegalStateException("the walk starts at " + state.table() + ", no key leads there");
            }
            return edge;
        }

        /** {@code ON DELETE CASCADE} */
        String words() {
            return event() + " " + Edge.word(action);
        }

        String event() {
            return from == null || from.state().rowsGo() ? "ON DELETE" : "ON UPDATE";
        }

        List<Step> path() {
            List<Step> path = new ArrayList<>();
            for (Step at = this; at != null && at.edge() != null; at = at.from()) {
                path.add(0, at);
            }
            return path;
        }
    }
}
