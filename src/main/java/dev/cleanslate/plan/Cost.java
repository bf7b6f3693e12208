package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
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
    private static final double BUILD_INDEX = 3_000;
    private static final double BUILD_ROW = 0.8;
    private static final double COPY_ROW = 5;

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
        double indexed = parent.rows() * LOOK_UP_CHILD;
        if (edge.key().childIndexed()) {
            return indexed;
        }
        double whole = indexed + parent.rows() * rowsOf(edge.child()) * READ_CHILD_ROW;
        return wantsIndex(edge, parent) ? indexed + build(edge) : whole;
    }

    /** Whether an index that is built for it and dropped again is quicker than looking through the child each time. */
    boolean wantsIndex(Edge edge, Size parent) {
        boolean may = ground.families()
                .table(edge.key().child())
                .map(child -> child.rights().index())
                .orElse(false);
        return may && wouldWantIndex(edge, parent);
    }

    /** The same for a role that may make one. */
    boolean wouldWantIndex(Edge edge, Size parent) {
        boolean can = ground.families()
                .table(edge.key().child())
                .map(child -> child.kind() != Table.Kind.FOREIGN)
                .orElse(false);
        return can && !edge.key().childIndexed() && build(edge) < parent.rows() * rowsOf(edge.child()) * READ_CHILD_ROW;
    }

    /** As many rows as may stay for it to be quicker to put them aside than to delete the others; none if it never is. */
    long survivors(Decided table) {
        double gain = delete(table) - truncate(table) - size(table).rows() * READ_CHILD_ROW;
        return Math.min(size(table).rows() / 20, Math.max(0, Math.round(gain / (2 * COPY_ROW))));
    }

    private double build(Edge edge) {
        return BUILD_INDEX + rowsOf(edge.child()) * BUILD_ROW;
    }

    private long rowsOf(QualifiedName table) {
        return ground.families().size(table).rows();
    }

    List<Edge> into(Decided table) {
        return ground.keys().into(table.name());
    }

    Size size(Decided table) {
        return ground.families().size(table.name());
    }
}
