package dev.cleanslate.postgres;

import dev.cleanslate.postgres.Question.Link;
import dev.cleanslate.postgres.Question.NoneStranded;
import dev.cleanslate.postgres.Question.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The query behind a question about stranded rows. Rows are told apart by where they lie, so that a table needs no
 * primary key, and what cascades take is found as a fixpoint over the rows that would stay without them: few, where
 * few are kept.
 */
final class StrandedSql {

    /** Between the values of one key, which are masked each by itself. */
    static final String BETWEEN = "\u001f";

    private final NoneStranded question;
    private final Comparisons comparisons;
    private final Map<QualifiedName, List<String>> columns = new TreeMap<>();

    StrandedSql(NoneStranded question, Comparisons comparisons) {
        this.question = question;
        this.comparisons = comparisons;
        for (Part part : question.parts()) {
            Set<String> needed = new LinkedHashSet<>();
            links().forEach(link -> {
                if (link.child().equals(part.table())) {
                    needed.addAll(link.key().childColumns());
                }
                if (link.parent().equals(part.table())) {
                    needed.addAll(link.key().parentColumns());
                }
            });
            if (part.table().equals(question.key().child())) {
                needed.addAll(part.primaryKey());
            }
            columns.put(part.table(), List.copyOf(needed));
        }
    }

    String sql() {
        List<String> with = new ArrayList<>();
        question.parts().forEach(part -> with.add(rows(part)));
        boolean cascades = !question.cascades().isEmpty();
        if (cascades) {
            with.add("links AS MATERIALIZED (\n"
                    + question.cascades().stream().map(this::link).collect(Collectors.joining("\nUNION ALL\n")) + ")");
            with.add("""
                    lost(rel, tid) AS (
                      SELECT child_rel, child_tid FROM links WHERE NOT parent_stays
                      UNION
                      SELECT l.child_rel, l.child_tid FROM lost
                      JOIN links l ON l.parent_rel = lost.rel AND l.parent_tid = lost.tid AND l.parent_stays)""");
        }
        with.add("stranded AS MATERIALIZED (\n" + stranded(cascades) + ")");
        Link key = question.key();
        List<String> shown = question.part(key.child()).primaryKey();
        return "WITH RECURSIVE\n" + String.join(",\n", with)
                + "\nSELECT pg_catalog.count(*) AS referring,\n(SELECT " + texts(key.child(), shown)
                + " FROM stranded LIMIT 1) AS example,\n(SELECT "
                + texts(key.child(), key.key().childColumns()) + " FROM stranded LIMIT 1) AS reference\nFROM stranded";
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>(question.cascades());
        links.add(question.key());
        return links;
    }

    /** The table stands alone in its FROM and under its own name, since the text may name its columns by it. */
    private String rows(Part part) {
        String own = columns.getOrDefault(part.table(), List.of()).stream()
                .map(column -> ", " + QualifiedName.quote(column) + " AS " + alias(part.table(), column))
                .collect(Collectors.joining());
        return name(part.table()) + " AS NOT MATERIALIZED (SELECT tableoid AS rel, ctid AS tid, (" + part.keeps()
                + "\n) IS TRUE AS stays" + own + " FROM " + (part.partitioned() ? "" : "ONLY ")
                + part.table().sql() + ")";
    }

    private String link(Link link) {
        return "SELECT p.rel AS parent_rel, p.tid AS parent_tid, p.stays AS parent_stays, c.rel AS child_rel,"
                + " c.tid AS child_tid FROM " + joined(link) + " WHERE c.stays" + only(link);
    }

    private String stranded(boolean cascades) {
        Link key = question.key();
        String from = "SELECT c.* FROM " + joined(key);
        if (!cascades) {
            return from + " WHERE c.stays AND NOT p.stays" + only(key);
        }
        // What a cascade takes along is lost itself; of the other keys only a row that is left behind is in the way.
        String left = key.key().onDelete() == ForeignKey.OnDelete.CASCADE ? "" : " AND lc.tid IS NULL";
        return from + "\nLEFT JOIN lost lc ON lc.rel = c.rel AND lc.tid = c.tid"
                + "\nLEFT JOIN lost lp ON lp.rel = p.rel AND lp.tid = p.tid"
                + "\nWHERE c.stays AND (NOT p.stays OR lp.tid IS NOT NULL)" + left + only(key);
    }

    private String joined(Link link) {
        ForeignKey key = link.key();
        String on = IntStream.range(0, key.childColumns().size())
                .mapToObj(i -> comparisons.condition(
                        key,
                        i,
                        "p." + alias(link.parent(), key.parentColumns().get(i)),
                        "c." + alias(link.child(), key.childColumns().get(i))))
                .collect(Collectors.joining(" AND "));
        return name(link.child()) + " c JOIN " + name(link.parent()) + " p ON " + on;
    }

    /** A key of a partition binds the rows of that partition alone. */
    private static String only(Link link) {
        return within("c", link.key().child(), link.child())
                + within("p", link.key().parent(), link.parent());
    }

    private static String within(String rows, QualifiedName partition, QualifiedName root) {
        return partition.equals(root)
                ? ""
                : " AND " + rows + ".rel IN (SELECT relid FROM pg_catalog.pg_partition_tree('"
                        + partition.sql().replace("'", "''") + "'))";
    }

    private String texts(QualifiedName table, List<String> shown) {
        return shown.isEmpty()
                ? "NULL"
                : shown.stream()
                        .map(column -> "CAST(" + alias(table, column) + " AS pg_catalog.text)")
                        .collect(Collectors.joining(", ", "pg_catalog.concat_ws('" + BETWEEN + "', ", ")"));
    }

    private String name(QualifiedName table) {
        return "t" + List.copyOf(columns.keySet()).indexOf(table);
    }

    private String alias(QualifiedName table, String column) {
        return "c" + columns.getOrDefault(table, List.of()).indexOf(column);
    }
}
