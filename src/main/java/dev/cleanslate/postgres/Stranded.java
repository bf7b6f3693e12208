package dev.cleanslate.postgres;

import dev.cleanslate.api.Masked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rows that stay would be left behind by rows that go: one query a key, since each is its own fixpoint. */
final class Stranded {

    private Stranded() {}

    static Map<Question, Optional<String>> objections(PgSession session, List<Question.NoneStranded> questions) {
        Map<Question, Optional<String>> answers = new LinkedHashMap<>();
        if (questions.isEmpty()) {
            return answers;
        }
        List<Question.Link> links = questions.stream()
                .flatMap(q -> Stream.concat(Stream.of(q.key()), q.cascades().stream()))
                .toList();
        Comparisons comparisons = Comparisons.of(session, links);
        for (Question.NoneStranded question : questions) {
            answers.put(question, objection(session, question, new StrandedSql(question, comparisons).sql()));
        }
        return answers;
    }

    private static Optional<String> objection(PgSession session, Question.NoneStranded question, String sql) {
        try {
            Row row = Aside.of(session, () -> session.query(sql)).get(0);
            long rows = row.number("referring");
            return rows == 0 ? Optional.empty() : Optional.of(found(question, row, rows));
        } catch (SqlFailure e) {
            if (Objections.passing(e)) {
                throw e;
            }
            return Optional.of(e.serverMessage());
        }
    }

    private static String found(Question.NoneStranded question, Row row, long rows) {
        List<String> key = question.part(question.key().child()).primaryKey();
        String example = row.text("example");
        String reference = tuple(question.key().key().childColumns()) + " = (" + masked(row.text("reference")) + ")";
        return rows
                + (rows == 1 ? " row, " : " rows, such as ")
                + (example == null ? reference : tuple(key) + " = (" + masked(example) + "), whose " + reference);
    }

    /** A key may be an address or a name; in messages it shows its edges only. */
    static String masked(@Nullable String values) {
        return values == null
                ? "null"
                : Stream.of(values.split(StrandedSql.BETWEEN, -1))
                        .map(Masked::value)
                        .collect(Collectors.joining(", "));
    }

    private static String tuple(List<String> columns) {
        return "(" + String.join(", ", columns) + ")";
    }
}
