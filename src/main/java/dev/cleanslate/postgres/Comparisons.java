package dev.cleanslate.postgres;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** By what each foreign key finds the row it refers to: its own operators, and its parent's collation. */
record Comparisons(Map<Long, List<Comparison>> byKey) {

    private static final String OPERATORS = SqlResource.read("question-operators.sql");

    private record Comparison(String operator, String collate) {

        String sql(String parent, String child) {
            return parent + " " + operator + " " + child + collate;
        }
    }

    static Comparisons of(PgSession session, Collection<Question.Link> links) {
        List<String> oids = links.stream()
                .map(link -> String.valueOf(link.key().oid()))
                .distinct()
                .toList();
        Map<Long, List<Comparison>> byKey = new HashMap<>();
        for (Row row : session.query(OPERATORS, oids)) {
            String collation = row.text("collation");
            byKey.computeIfAbsent(row.number("oid"), any -> new ArrayList<>())
                    .add(new Comparison(
                            "OPERATOR(" + QualifiedName.quote(row.word("operator_schema")) + "." + row.word("operator")
                                    + ")",
                            collation == null ? "" : " COLLATE " + collation));
        }
        return new Comparisons(byKey);
    }

    /** One column pair of a key as a condition. */
    String condition(ForeignKey key, int column, String parent, String child) {
        List<Comparison> pairs = byKey.getOrDefault(key.oid(), List.of());
        if (column >= pairs.size()) {
            throw new IllegalStateException("the server no longer has the key " + key.name());
        }
        return pairs.get(column).sql(parent, child);
    }
}
