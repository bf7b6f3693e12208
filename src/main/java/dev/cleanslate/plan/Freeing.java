package dev.cleanslate.plan;

import dev.cleanslate.plan.KeyGraph.Edge;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.suite.ReviewedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What would free rows that stay of rows that go, each in words that can be pasted into the suite as they are. */
final class Freeing {

    private final Ground ground;

    Freeing(Ground ground) {
        this.ground = ground;
    }

    /** As a sentence: {@code Keep those rows of "users" too: `keep-rows: …`; or …}. */
    String of(Edge edge) {
        List<String> ways = new ArrayList<>();
        Optional<Decided> parent = ground.fates().of(edge.parent());
        Optional<String> keeps = ground.fates().of(edge.child()).flatMap(Decided::keeps);
        boolean sweptChild =
                ground.fates().of(edge.child()).map(Decided::onlyByCascade).orElse(false);
        Optional<String> file = parent.flatMap(Decided::reviewed).map(ReviewedRows::file);
        boolean reviewed =
                ground.fates().of(edge.child()).flatMap(Decided::reviewed).isPresent();
        if (file.isPresent()) {
            ways.add("strike out (#) those rows of \"" + edge.parent() + "\" in " + file.get());
        } else if (!reviewed && !parent.map(Decided::onlyByCascade).orElse(true) && !sweptChild) {
            ways.add("keep those rows of \"" + edge.parent() + "\" too: `keep-rows: "
                    + entry(edge.parent(), keepingParents(edge, parent.flatMap(Decided::keeps), keeps)) + "`");
        }
        if ((file.isPresent() || reviewed) && keeps.isPresent() && !edge.toItself()) {
            ways.add("let the rows of \"" + edge.child() + "\" go with them, and name it under `cascades`");
        } else if (keeps.isPresent() && !edge.toItself()) {
            ways.add("let the rows of \"" + edge.child() + "\" go with them: `keep-rows: "
                    + entry(edge.child(), lettingGo(edge, keeps.get(), parent.flatMap(Decided::keeps))) + "`");
        } else if (keeps.isEmpty() && !edge.toItself()) {
            String wiped = yaml(ground.names().written(edge.child()));
            ways.add("wipe \"" + edge.child() + "\" in the same or an earlier phase: `wipe: [" + wiped + "]`");
            if (ground.keys().mayBeNull(edge.key())) {
                ways.add("null the column in a phase before: `reset: { " + wiped + ": { "
                        + edge.key().childColumns().stream()
                                .map(column -> yaml(column) + ": null")
                                .collect(Collectors.joining(", "))
                        + " } }`");
            }
        }
        String all = String.join("; or ", ways);
        return all.isEmpty()
                ? "Keep the rows that these belong to, or wipe both tables whole."
                : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private static String keepingParents(Edge edge, Optional<String> keeps, Optional<String> childKeeps) {
        if (edge.toItself() && keeps.isPresent()) {
            return "(" + whole(keeps.get()) + ") OR " + columns(edge.key().parentColumns()) + " IN ("
                    + upwards(edge, keeps.get()) + ")";
        }
        String referred = columns(edge.key().parentColumns()) + " IN (SELECT "
                + list(edge.key().childColumns())
                + " FROM " + edge.key().child().sql()
                + childKeeps.map(text -> " WHERE " + whole(text)).orElse("");
        return keeps.map(text -> "(" + whole(text) + ") OR ").orElse("") + referred + ")";
    }

    /** Rows that are kept for the sake of others refer to rows themselves, which must stay just so. */
    private static String upwards(Edge edge, String keeps) {
        String table = edge.key().child().sql();
        List<String> child = edge.key().childColumns();
        List<String> parent = edge.key().parentColumns();
        String held = IntStream.range(0, child.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String further =
                child.stream().map(column -> "r." + QualifiedName.quote(column)).collect(Collectors.joining(", "));
        String on = IntStream.range(0, child.size())
                .mapToObj(i -> "r." + QualifiedName.quote(parent.get(i)) + " = k" + i)
                .collect(Collectors.joining(" AND "));
        return "WITH RECURSIVE held(" + held + ") AS (SELECT " + list(child) + " FROM " + table + " WHERE "
                + whole(keeps)
                + " UNION SELECT " + further + " FROM " + table + " AS r JOIN held ON " + on + ") SELECT " + held
                + " FROM held";
    }

    private String lettingGo(Edge edge, String keeps, Optional<String> parentKeeps) {
        String nothing = edge.key().childColumns().stream()
                .map(column -> QualifiedName.quote(column) + " IS NULL OR ")
                .collect(Collectors.joining());
        String held = parentKeeps
                .map(text -> nothing + columns(edge.key().childColumns()) + " IN (SELECT "
                        + list(edge.key().parentColumns()) + " FROM "
                        + edge.key().parent().sql() + " WHERE " + whole(text) + ")")
                .orElseGet(() -> edge.key().childColumns().stream()
                        .map(column -> QualifiedName.quote(column) + " IS NULL")
                        .collect(Collectors.joining(" OR ")));
        return "(" + whole(keeps) + ") AND (" + held + ")";
    }

    private String entry(QualifiedName table, String predicate) {
        return "{ " + yaml(ground.names().written(table)) + ": " + doubleQuoted(predicate) + " }";
    }

    /** A line comment at its end would swallow what comes behind it. */
    private static String whole(String predicate) {
        return predicate.strip() + (predicate.contains("--") ? "\n" : "");
    }

    private static String columns(List<String> columns) {
        return columns.size() == 1 ? QualifiedName.quote(columns.get(0)) : "(" + list(columns) + ")";
    }

    private static String list(List<String> columns) {
        return columns.stream().map(QualifiedName::quote).collect(Collectors.joining(", "));
    }

    private static String yaml(String name) {
        return Unclassified.yaml(name);
    }

    private static String doubleQuoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                        .replace("\r", "\\r")
                + '"';
    }
}
