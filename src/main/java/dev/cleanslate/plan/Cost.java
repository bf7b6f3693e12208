package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import java.util.List;

/**
 * What a strategy takes, in microseconds. Measured on one small machine; only the ratios matter: TRUNCATE costs the
 * same for any number of rows, DELETE next to nothing for few of them.
 */
final class Cost {

    private static final double TRUNCATE_RELATION = 2_000;
    private static final double DELETE_STATEMENT = 150;
    private static final double DELETE_ROW = 1.5;
    private static final double READ_BYTE = 0.001;
    private static final double LOOK_UP_CHILD = 8;
    private static final double READ_CHILD_ROW = 0.05;

    private final Ground ground;

    Cost(Ground ground) {
        this.ground = ground;
    }

    double truncate(Decided table) {
        return TRUNCATE_RELATION * Math.max(1, size(table).relations());
    }

    double delete(Decided table) {
        Size size = size(table);
        double keys = into(table).stream().mapToDouble(edge -> look(edge, size)).sum();
        return DELETE_STATEMENT + size.rows() * DELETE_ROW + size.bytes() * READ_BYTE + keys;
    }

    /** For each row that goes, the child is looked through: by its index, or, without one, whole. */
    double look(Edge edge, Size parent) {
        double child = edge.key().childIndexed()
                ? 0
                : ground.families().size(edge.child()).rows() * READ_CHILD_ROW;
        return parent.rows() * (LOOK_UP_CHILD + child);
    }

    List<Edge> into(Decided table) {
        return ground.keys().into(table.name());
    }

    Size size(Decided table) {
        return ground.families().size(table.name());
    }
}
