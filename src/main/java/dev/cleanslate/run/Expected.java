package dev.cleanslate.run;

import dev.cleanslate.api.Masked;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.suite.Check.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows held against what a suite expects of them. */
final class Expected {

    private static final int ROWS_TOLD = 5;

    private Expected() {}

    static Optional<String> objection(Expectation expectation, List<Row> rows) {
        List<List<String>> found = rows.stream().map(Expected::texts).toList();
        if (expectation instanceof Expectation.Empty) {
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of("expected no row, found " + Text.rows(found.size()) + ": " + told(found));
        }
        List<List<String>> expected = expectation instanceof Expectation.Scalar scalar
                ? List.of(List.of(String.valueOf(scalar.text())))
                : ((Expectation.Rows) expectation)
                        .rows().stream()
                                .map(row -> row.stream().map(String::valueOf).toList())
                                .toList();
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of(
                        "expected " + Masked.rows(expected) + ", found " + (found.isEmpty() ? "no row" : told(found)));
    }

    private static String told(List<List<String>> found) {
        return Masked.rows(found.stream().limit(ROWS_TOLD).toList())
                + (found.size() > ROWS_TOLD ? " and " + (found.size() - ROWS_TOLD) + " more" : "");
    }

    private static List<String> texts(Row row) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < row.size(); i++) {
            texts.add(String.valueOf(row.text(i)));
        }
        return texts;
    }
}
