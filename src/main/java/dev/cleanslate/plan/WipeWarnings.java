package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Trigger.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the chosen ways of emptying tables bring about that one may not expect: triggers, and keys without an index. */
final class WipeWarnings {

    private static final double LONG = 10_000_000;

    private final Ground ground;
    private final Obstacles obstacles;
    private final Cost cost;
    private final Set<QualifiedName> truncated = new HashSet<>();

    WipeWarnings(Ground ground, Obstacles obstacles) {
        this.ground = ground;
        this.obstacles = obstacles;
        this.cost = new Cost(ground);
    }

    /** To be called phase by phase, since an index no longer matters on what an earlier phase truncated. */
    void add(PhaseOrder order, Function<QualifiedName, Choice> choice) {
        List<Decided> tables = order.tables().stream()
                .flatMap(t -> ground.fates().of(t).stream())
                .toList();
        tables.stream()
                .filter(d -> choice.apply(d.name()).strategy() == Strategy.TRUNCATE
                        || choice.apply(d.name()).strategy() == Strategy.SURVIVORS)
                .forEach(d -> truncated.add(d.name()));
        for (Decided table : tables) {
            boolean truncate = truncated.contains(table.name());
            String fires = obstacles.fires(table.name(), truncate ? Event.TRUNCATE : Event.DELETE);
            if (!fires.isEmpty()) {
                ground.findings()
                        .warn("Trigger " + fires + " fires while \"" + table.name()
                                + "\" is emptied; list it under triggers: disable if it should not.");
            }
            if (!truncate) {
                cost.into(table).stream()
                        .filter(e -> !e.key().childIndexed()
                                && !truncated.contains(e.child())
                                && !cost.wantsIndex(e, cost.size(table)))
                        .forEach(e -> slow(table, e));
            }
        }
    }

    private void slow(Decided table, Edge edge) {
        double micros = cost.look(edge, cost.size(table));
        if (micros < LONG) {
            return;
        }
        ForeignKey key = edge.key();
        String columns = key.childColumns().stream().map(QualifiedName::quote).collect(Collectors.joining(", "));
        ground.findings()
                .warn(String.format(
                        Locale.ROOT,
                        "DELETE from \"%s\" looks through \"%s\" once for each of its rows (%s), as %s has no index: some %,d minutes."
                                + " CREATE INDEX ON %s (%s) first.",
                        table.name(),
                        edge.child(),
                        cost.size(table).words(),
                        key.name(),
                        Math.max(1, Math.round(micros / 60_000_000)),
                        key.child().sql(),
                        columns));
    }
}
