package dev.cleanslate.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which tables hold rows that refer through a key: counted all in one query, or, should that fail, one by one. */
final class References {

    private References() {}

    static Map<Question, Optional<String>> objections(PgSession session, List<Question.NoneRefer> questions) {
        Map<Question, Optional<String>> answers = new LinkedHashMap<>();
        if (questions.isEmpty()) {
            return answers;
        }
        try {
            String all = IntStream.range(0, questions.size())
                    .mapToObj(i -> count(i, questions.get(i)))
                    .collect(Collectors.joining("\nUNION ALL\n"));
            for (Row row : Aside.of(session, () -> session.query(all))) {
                Question.NoneRefer question = questions.get(Math.toIntExact(row.number("question")));
                answers.put(question, objection(question, row));
            }
        } catch (SqlFailure e) {
            if (Objections.passing(e)) {
                throw e;
            }
            questions.forEach(question -> answers.put(question, alone(session, question)));
        }
        return answers;
    }

    private static Optional<String> alone(PgSession session, Question.NoneRefer question) {
        try {
            return objection(
                    question,
                    Aside.of(session, () -> session.query(count(0, question))).get(0));
        } catch (SqlFailure e) {
            if (Objections.passing(e)) {
                throw e;
            }
            return Optional.of(e.serverMessage());
        }
    }

    private static String count(int number, Question.NoneRefer question) {
        String rows = " FROM " + question.child().sql() + " WHERE "
                + question.columns().stream()
                        .map(column -> QualifiedName.quote(column) + " IS NOT NULL")
                        .collect(Collectors.joining(" AND "));
        String key = question.columns().stream()
                .map(column -> "CAST(" + QualifiedName.quote(column) + " AS pg_catalog.text)")
                .collect(Collectors.joining(", "));
        return "SELECT " + number
                + " AS question, pg_catalog.count(*) AS referring, (SELECT pg_catalog.concat_ws('" + StrandedSql.BETWEEN
                + "', " + key + ")"
                + rows + " LIMIT 1) AS example" + rows;
    }

    private static Optional<String> objection(Question.NoneRefer question, Row row) {
        long referring = row.number("referring");
        return referring == 0
                ? Optional.empty()
                : Optional.of(referring + (referring == 1 ? " row of " : " rows of ") + question.child()
                        + " do, such as (" + String.join(", ", question.columns()) + ") = ("
                        + Stranded.masked(row.text("example")) + ")");
    }
}
