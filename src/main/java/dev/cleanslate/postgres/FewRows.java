package dev.cleanslate.postgres;

import java.util.Optional;

/** Whether few enough rows stay to be put aside, counted no further than that takes. */
final class FewRows {

    private FewRows() {}

    static Optional<String> objection(PgSession session, Question.FewStay question) {
        String sql = "SELECT (SELECT pg_catalog.count(*) FROM (SELECT FROM "
                + question.table().sql() + " WHERE (" + question.keeps() + "\n) IS TRUE LIMIT " + (question.rows() + 1)
                + ") AS kept) AS stay";
        try {
            Row row = Aside.of(session, () -> session.query(sql)).get(0);
            return row.number("stay") > question.rows()
                    ? Optional.of("more than " + question.rows() + " rows stay")
                    : Optional.empty();
        } catch (SqlFailure e) {
            if (Objections.passing(e)) {
                throw e;
            }
            return Optional.of(e.serverMessage());
        }
    }
}
