package dev.cleanslate.suite;

import dev.cleanslate.suite.Check.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a query is expected to give: {@code empty}, one value, or a list of rows. */
record ExpectationReader(Values values) {

    Optional<Expectation> read(Node node, String what) {
        if (node instanceof Node.Scalar scalar && scalar.type() != Node.Scalar.Type.NOTHING) {
            return Optional.of(
                    scalar.text().equals("empty") ? new Expectation.Empty() : new Expectation.Scalar(textOf(scalar)));
        }
        if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
            return rows(sequence, what);
        }
        return values.refuse(node, what, "empty, one value, or a list of rows such as [[1, a], [2, b]]");
    }

    private Optional<Expectation> rows(Node.Sequence sequence, String what) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Node item : sequence.items()) {
            row(item, what).ifPresent(rows::add);
        }
        if (rows.stream().map(List::size).distinct().count() > 1) {
            values.faults()
                    .add(sequence.place(), what + " lists rows of different lengths. One query gives rows of one.");
            return Optional.empty();
        }
        return rows.size() == sequence.items().size() ? Optional.of(new Expectation.Rows(rows)) : Optional.empty();
    }

    private Optional<List<@Nullable String>> row(Node item, String what) {
        if (!(item instanceof Node.Sequence row) || row.items().isEmpty()) {
            return values.refuse(item, "a row of " + what, "a list with a value per column, as in [1, a]");
        }
        List<@Nullable String> cells = new ArrayList<>();
        for (Node cell : row.items()) {
            if (cell instanceof Node.Scalar scalar && scalar.type() != Node.Scalar.Type.NOTHING) {
                cells.add(textOf(scalar));
            } else {
                return values.refuse(cell, "a value in " + what, "a text, a number, a truth value or null");
            }
        }
        return Optional.of(cells);
    }

    private static @Nullable String textOf(Node.Scalar scalar) {
        return scalar.hasValue() ? scalar.text() : null;
    }
}
