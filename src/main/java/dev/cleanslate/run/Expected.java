package dev.cleanslate.run;

import dev.cleanslate.api.Masked;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.run.RunEvent.Reading;
import dev.cleanslate.suite.Check.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows held against what a suite expects of them. */
final class Expected {

    private static final int ROWS_TOLD = 5;

    private static final String NO_ROW = "no row";

    private Expected() {}

    static Optional<String> objection(Expectation expectation, List<Row> rows) {
        return objection(expectation, rows.stream().map(Expected::texts).toList(), rows.size());
    }

    /** {@code count} is how many there were, of which {@code found} are the first. */
    static Optional<String> objection(Expectation expectation, List<List<String>> found, long count) {
        if (expectation instanceof Expectation.Empty) {
            return count == 0
                    ? Optional.empty()
                    : Optional.of("expected no row, found " + Text.rows(count) + ": " + told(found, count));
        }
        List<List<String>> expected = expectation instanceof Expectation.Scalar scalar
                ? List.of(List.of(String.valueOf(scalar.text())))
                : ((Expectation.Rows) expectation)
                        .rows().stream()
                                .map(row -> row.stream().map(String::valueOf).toList())
                                .toList();
        return count == expected.size() && found.size() == expected.size() && same(expected, found)
                ? Optional.empty()
                : Optional.of("expected " + Masked.rows(expected) + ", found "
                        + (found.isEmpty() ? "no row" : told(found, count)));
    }

    private static boolean same(List<List<String>> expected, List<List<String>> found) {
        for (int i = 0; i < expected.size(); i++) {
            if (!sameRow(expected.get(i), found.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The server writes truth values as t and f, and suites as true and false. */
    private static boolean sameRow(List<String> expected, List<String> found) {
        if (expected.size() != found.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            String wanted = expected.get(i);
            boolean truth = wanted.equals("true") || wanted.equals("false");
            if (!found.get(i).equals(wanted) && !(truth && found.get(i).equals(wanted.substring(0, 1)))) {
                return false;
            }
        }
        return true;
    }

    /** The same for people: what was asked for, and what was there. */
    static Reading reading(Expectation expectation, List<List<String>> found, long count) {
        String expected = expectation instanceof Expectation.Empty
                ? NO_ROW
                : expectation instanceof Expectation.Scalar scalar
                        ? Masked.rows(List.of(List.of(String.valueOf(scalar.text()))))
                        : Masked.rows(((Expectation.Rows) expectation)
                                .rows().stream()
                                        .limit(ROWS_TOLD)
                                        .map(row -> row.stream()
                                                .map(String::valueOf)
                                                .toList())
                                        .toList());
        return new Reading("", expected, count == 0 ? NO_ROW : told(found, count));
    }

    private static String told(List<List<String>> found, long count) {
        return Masked.rows(found.stream().limit(ROWS_TOLD).toList())
                + (count > ROWS_TOLD ? " and " + (count - ROWS_TOLD) + " more" : "");
    }

    static List<String> texts(Row row) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < row.size(); i++) {
            texts.add(String.valueOf(row.text(i)));
        }
        return texts;
    }
}
