package dev.cleanslate.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether texts can be stored in columns. An explicit cast would cut a text to the column's length instead of
 * objecting; {@code jsonb_to_record} reads each value with the type's input function, length and domain included.
 */
final class Literals {

    private static final String COLUMNS = SqlResource.read("question-columns.sql");

    private final PgSession session;
    private final Map<QualifiedName, Map<String, Row>> columns;

    private Literals(PgSession session, Map<QualifiedName, Map<String, Row>> columns) {
        this.session = session;
        this.columns = columns;
    }

    static Map<Question, Optional<String>> objections(PgSession session, List<Question.LiteralFits> questions) {
        if (questions.isEmpty()) {
            return Map.of();
        }
        List<QualifiedName> tables =
                questions.stream().map(Question.LiteralFits::table).distinct().toList();
        List<Row> rows = Aside.of(session, () -> {
            session.execute("SET LOCAL search_path = pg_catalog"); // so that names of types come out qualified
            return session.query(
                    COLUMNS,
                    tables.stream().map(QualifiedName::schema).toList(),
                    tables.stream().map(QualifiedName::name).toList());
        });
        Map<QualifiedName, Map<String, Row>> columns = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> new QualifiedName(row.word("schema_name"), row.word("table_name")),
                        Collectors.toMap(row -> row.word("name"), row -> row)));
        return new Literals(session, columns).answer(questions);
    }

    private Map<Question, Optional<String>> answer(List<Question.LiteralFits> questions) {
        Map<Question, Optional<String>> answers = new LinkedHashMap<>();
        Map<Question, String> readings = new LinkedHashMap<>();
        for (Question.LiteralFits question : questions) {
            Row column = columns.getOrDefault(question.table(), Map.of()).get(question.column());
            Optional<String> known = knownObjection(question, column);
            answers.put(question, known);
            if (column != null && known.isEmpty()) {
                readings.put(question, reading(column, question.text()));
            }
        }
        if (!readings.isEmpty()
                && objection(String.join("\nUNION ALL\n", readings.values())).isPresent()) {
            readings.forEach((question, sql) -> answers.put(question, objection(sql)));
        }
        return answers;
    }

    private static Optional<String> knownObjection(Question.LiteralFits question, @Nullable Row column) {
        if (column == null) {
            return Optional.of("there is no column \"" + question.column() + "\" in " + question.table());
        }
        if (question.text() == null && column.bool("not_null")) {
            return Optional.of("column \"" + question.column() + "\" takes no null");
        }
        return question.text() != null && question.text().indexOf('\0') >= 0
                ? Optional.of("a text with a zero byte fits no column")
                : Optional.empty();
    }

    private static String reading(Row column, @Nullable String text) {
        String literal = text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
        String type = column.word("type");
        return column.bool("json")
                ? "SELECT CAST(CAST(" + literal + " AS " + type + ") AS pg_catalog.text)"
                : "SELECT CAST(value AS pg_catalog.text) FROM pg_catalog.jsonb_to_record("
                        + "pg_catalog.jsonb_build_object('value', CAST(" + literal + " AS pg_catalog.text)))"
                        + " AS reading(value " + type + ")";
    }

    private Optional<String> objection(String sql) {
        try {
            Aside.of(session, () -> session.query(sql));
            return Optional.empty();
        } catch (SqlFailure e) {
            if (Objections.passing(e)) {
                throw e;
            }
            return Optional.of(e.serverMessage());
        }
    }
}
