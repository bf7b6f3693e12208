package dev.cleanslate.plan;

import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Question;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Rule 5 for a phase that keeps rows: how those that go are made to go, table by table, children before parents. */
final class Thinning {

    private final PhaseOrder order;
    private final Ground ground;
    private final Obstacles obstacles;
    private final Cost cost;
    private final Map<QualifiedName, Choice> choices = new LinkedHashMap<>();

    private Thinning(PhaseOrder order, Ground ground, Obstacles obstacles) {
        this.order = order;
        this.ground = ground;
        this.obstacles = obstacles;
        this.cost = new Cost(ground);
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
            Decided decided = ground.fates().of(table).orElseThrow();
            work.addAll(order.untying(table, ground));
            work.add(
                    choice(table).strategy() == Strategy.SURVIVORS
                            ? new Work.Survivors(table, decided.keeps().orElse("true"), columns(decided.table()))
                            : new Work.Delete(table, decided.keeps(), indexes(table)));
        }
        return work;
    }

    private List<TemporaryIndex> indexes(QualifiedName table) {
        return new IndexChoice(ground).of(table, Set.of());
    }

    /** The server fills generated columns itself. */
    private static List<String> columns(Table table) {
        return table.columns().stream()
                .filter(column -> !column.generated())
                .map(Table.Column::name)
                .toList();
    }

    private void cycle(Cycle cycle) {
        Optional<String> knotted = cycle.deletable()
                ? obstacles.toUntie(cycle)
                : Optional.of("no key of the circle can be deferred or set to null so as to break it");
        knotted.ifPresent(
                why -> ground.fates().of(cycle.tables().get(0)).ifPresent(first -> refuse(first, cycle, why)));
    }

    private void refuse(Decided first, Cycle cycle, String why) {
        ground.findings()
                .rule(
                        first.place(),
                        first.said() + " and with it a circle of keys: " + cycle.path()
                                + ". TRUNCATE would take the rows that stay; and " + why
                                + ". Make one of these keys DEFERRABLE (ALTER TABLE … ALTER CONSTRAINT … DEFERRABLE).");
    }

    private void choose(Decided table) {
        obstacles
                .toDelete(table.table())
                .ifPresent(obstacle -> ground.findings()
                        .rule(table.place(), table.said() + ", but DELETE is not possible: " + obstacle + "."));
        String stay = cost.size(table).words() + table.staying();
        Optional<Cycle> cycle = order.cycleOf(table.name());
        long few = cycle.isPresent() ? 0 : cost.survivors(table);
        if (few > 0 && mayBePutAside(table) && areFew(table, few)) {
            choices.put(
                    table.name(),
                    new Choice(
                            Strategy.SURVIVORS,
                            stay + ": so few that they are put aside, the table is truncated, and they come back"));
            return;
        }
        String forbidden = few > 0 && !ground.catalog().server().temporaryTables() && couldBePutAside(table)
                ? "; in place, as the role may make no temporary table to put them aside (GRANT TEMPORARY ON DATABASE)"
                : "";
        String circle = cycle.map(c -> "refers to others in a circle (" + c.path() + ")" + c.way() + "; ")
                .orElse("");
        choices.put(
                table.name(),
                new Choice(
                        Strategy.DELETE,
                        circle + stay + forbidden + new IndexChoice(ground).words(table.name(), Set.of())));
    }

    /** Not where the proof is by counters alone, which a TRUNCATE does not show in. */
    private boolean mayBePutAside(Decided table) {
        return ground.catalog().server().temporaryTables() && couldBePutAside(table);
    }

    private boolean couldBePutAside(Decided table) {
        boolean counted = IntStream.range(0, ground.suite().phases().size())
                .anyMatch(phase -> ground.letsCascade(table.name(), phase));
        return !counted && obstacles.toPutAside(table.table()).isEmpty();
    }

    private boolean areFew(Decided table, long few) {
        return ground.families()
                .precedent()
                .of(table.name())
                .map(Precedent.Measured::putAside)
                .orElseGet(() -> ground.findings()
                        .objectionTo(
                                new Question.FewStay(table.name(), table.keeps().orElse("true"), few))
                        .isEmpty());
    }
}
