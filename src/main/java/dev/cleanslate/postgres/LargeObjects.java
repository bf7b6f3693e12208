package dev.cleanslate.postgres;

import java.util.Optional;

/** How many large objects the rows of a table point at. */
final class LargeObjects {

    private LargeObjects() {}

    static Optional<String> objection(PgSession session, Question.NoLargeObjects question) {
        String sql = "SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata WHERE oid IN (SELECT "
                + QualifiedName.quote(question.column()) + "::pg_catalog.oid FROM "
                + question.table().sql() + ")";
        try {
            long found = Aside.of(session, () -> session.query(sql)).get(0).number(0);
            return found == 0
                    ? Optional.empty()
                    : Optional.of(found + (found == 1 ? " large object" : " large objects"));
        } catch (SqlFailure e) {
            if (Objections.passing(e)) {
                throw e;
            }
            return Optional.of("large objects, which could not be counted (" + e.serverMessage() + "),");
        }
    }
}
