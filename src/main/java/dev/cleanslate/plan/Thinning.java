package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rule 5 for a phase that keeps rows: how those that go are made to go, table by table, children before parents. */
final class Thinning {

    private final PhaseOrder order;
    private final Ground ground;
    private final Obstacles obstacles;
    private final Map<QualifiedName, Choice> choices = new LinkedHashMap<>();

    private Thinning(PhaseOrder order, Ground ground, Obstacles obstacles) {
        this.order = order;
        this.ground = ground;
        this.obstacles = obstacles;
    }

    static Thinning of(PhaseOrder order, Ground ground, Obstacles obstacles) {
        Thinning thinning = new Thinning(order, ground, obstacles);
        order.cycles().forEach(thinning::cycle);
        order.tables().stream().flatMap(t -> ground.fates().of(t).stream()).forEach(thinning::choose);
        return thinning;
    }

    PhaseOrder order() {
        return order;
    }

    Choice choice(QualifiedName table) {
        return choices.getOrDefault(table, new Choice(Strategy.DELETE, ""));
    }

    List<Work> statements() {
        List<Work> work = new ArrayList<>();
        for (QualifiedName table : order.tables()) {
            order.deferral(table).ifPresent(work::add);
            work.add(new Work.Delete(table, keeps(table)));
        }
        return work;
    }

    private Optional<String> keeps(QualifiedName table) {
        return ground.fates().of(table).flatMap(Decided::keeps);
    }

    private void cycle(Cycle cycle) {
        if (!cycle.deletable()) {
            ground.fates()
                    .of(cycle.tables().get(0))
                    .ifPresent(first -> ground.findings()
                            .rule(
                                    first.place(),
                                    first.said() + " and with it a circle of keys: " + cycle.path()
                                            + ". TRUNCATE would take the rows that stay, and no key of the circle can be"
                                            + " deferred so as to break it. Make one of these keys DEFERRABLE"
                                            + " (ALTER TABLE … ALTER CONSTRAINT … DEFERRABLE)."));
        }
    }

    private void choose(Decided table) {
        obstacles
                .toDelete(table.table())
                .ifPresent(obstacle -> ground.findings()
                        .rule(table.place(), table.said() + ", but DELETE is not possible: " + obstacle + "."));
        String circle = order.cycleOf(table.name())
                .map(c -> "refers to others in a circle (" + c.path() + "); ")
                .orElse("");
        choices.put(
                table.name(),
                new Choice(
                        Strategy.DELETE,
                        circle + ground.families().size(table.name()).words() + ", of which only those stay where "
                                + table.keeps().orElse("").strip() + " is true (null is not)"));
    }
}
