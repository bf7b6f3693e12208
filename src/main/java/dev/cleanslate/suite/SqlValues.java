package dev.cleanslate.suite;

import java.util.Optional;

/** Reads SQL that stands in the suite itself. */
record SqlValues(Values values) {

    Optional<String> expression(Node node, String what) {
        return values.text(node, what)
                .filter(sql -> sound(SqlText.faultAsExpression(sql), node, what, "one SQL expression"));
    }

    Optional<String> query(Node node, String what) {
        return values.text(node, what).filter(sql -> sound(SqlText.faultAsQuery(sql), node, what, "one SQL query"));
    }

    private boolean sound(Optional<String> fault, Node node, String what, String wanted) {
        fault.ifPresent(why -> values.faults().add(node.place(), what + " must be " + wanted + ", but " + why + "."));
        return fault.isEmpty();
    }
}
