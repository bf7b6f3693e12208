package dev.cleanslate.postgres;

import java.util.Optional;
import java.util.stream.Collectors;

/** How many rows hold a whole key, and one of those keys. */
final class References {

    private References() {}

    static Optional<String> objection(PgSession session, Question.NoneRefer question) {
        String columns = question.columns().stream().map(QualifiedName::quote).collect(Collectors.joining(", "));
        String present = question.columns().stream()
                .map(column -> QualifiedName.quote(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String sql = "SELECT pg_catalog.count(*), pg_catalog.min(ROW(" + columns + ")::pg_catalog.text) FROM "
                + question.child().sql() + " WHERE " + present;
        Optional<String> unasked = session.objection(sql);
        if (unasked.isPresent()) {
            return unasked;
        }
        Row row = session.query(sql).get(0);
        long rows = row.number(0);
        return rows == 0
                ? Optional.empty()
                : Optional.of(rows + (rows == 1 ? " row does" : " rows do") + ", for example with "
                        + String.join(", ", question.columns()) + " = " + row.text(1));
    }
}
