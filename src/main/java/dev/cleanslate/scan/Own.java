package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.Mention;
import dev.cleanslate.suite.OwnDetector;
import dev.cleanslate.suite.OwnDetector.Look;
import dev.cleanslate.suite.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A detector that the suite adds, with the tables and columns that it means. It takes part in the pass as any other does. */
record Own(OwnDetector said, Optional<Table> table, Map<QualifiedName, List<Table.Column>> columns, Set<Kind> kinds) {

    static final String NOT_ZERO = "not-zero";

    Own {
        columns = Map.copyOf(columns);
        kinds = Set.copyOf(kinds);
    }

    /** Money where there should be none yet. */
    static Own notZero(Table table, Table.Column column, Place place) {
        Look look = new Look.Where(QualifiedName.quote(column.name()) + "::pg_catalog.numeric <> 0", place);
        OwnDetector said = new OwnDetector(
                NOT_ZERO,
                place,
                Optional.of("The suite says that this column holds nothing but zero."),
                Optional.of(new Mention(table.name().toString(), place)),
                look,
                Optional.empty(),
                List.of(),
                List.of());
        return new Own(said, Optional.of(table), Map.of(table.name(), List.of(column)), Set.of());
    }

    String id() {
        return said.id();
    }

    Place place() {
        return said.place();
    }

    List<Bit> bits(Table asked, List<Recognised> recognised) {
        if (table.isPresent() && !table.get().name().equals(asked.name())) {
            return List.of();
        }
        List<Table.Column> named = columns.getOrDefault(asked.name(), List.of());
        if (said.look() instanceof Look.Where where) {
            return List.of(bit(where.sql(), named.stream().findFirst().map(c -> on(c, recognised))));
        }
        List<Bit> bits = new ArrayList<>();
        for (Table.Column column : asked.columns()) {
            boolean kind = recognised.stream().anyMatch(r -> r.column().equals(column) && kinds.contains(r.kind()));
            if (kind || named.contains(column)) {
                bits.add(bit(predicate(column), Optional.of(on(column, recognised))));
            }
        }
        return bits;
    }

    private static Recognised on(Table.Column column, List<Recognised> recognised) {
        return recognised.stream()
                .filter(r -> r.column().equals(column))
                .findFirst()
                .orElseGet(() -> new Recognised(column, Kind.NONE, "the suite names it"));
    }

    private Bit bit(String predicate, Optional<Recognised> on) {
        Detector detector = new Detector(
                id(),
                severity().points(),
                said.about().orElse("The suite has a detector of its own for such rows."),
                Set.of(),
                Probe.GIVEN,
                List.of(),
                predicate,
                id().equals(NOT_ZERO) ? Detector.Mend.ZERO : Detector.Mend.ROWS,
                said.look() instanceof Look.Listed listed ? Optional.of(listed.file()) : Optional.empty());
        return new Bit(0, detector, on, Optional.empty());
    }

    private Severity severity() {
        return said.severity()
                .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Severity.WARNING);
    }

    /** The database's own collation has the letters that a suite's author expects, and is never one that LIKE refuses. */
    private String predicate(Table.Column column) {
        String value = "(" + QualifiedName.quote(column.name()) + "::pg_catalog.text COLLATE pg_catalog.\"default\")";
        if (said.look() instanceof Look.Regex regex) {
            return value + " ~ " + Sql.literal(regex.pattern());
        }
        if (said.look() instanceof Look.Like like) {
            return value + " LIKE ANY (ARRAY["
                    + like.patterns().stream().map(Sql::literal).collect(Collectors.joining(", ")) + "])";
        }
        List<String> values = ((Look.Listed) said.look())
                .values().stream().map(v -> v.toLowerCase(Locale.ROOT)).toList();
        return "pg_catalog.lower" + value + " = ANY (" + Sql.array(values) + "::pg_catalog.text[])";
    }

    /** What the server has against it; it is asked to read the predicate, and to run nothing but a regex on no text. */
    Optional<String> objection(PgSession session) {
        if (said.look() instanceof Look.Where where && table.isPresent()) {
            return Asked.objection(
                            session, "SELECT 1 FROM " + table.get().name().sql() + " AS t WHERE (", where.sql(), "\n)")
                    .map(why -> where.place() + ": the detector \"" + id() + "\" cannot be asked of "
                            + table.get().name() + ": " + why
                            + ". Correct the predicate, or take the detector out. Nothing was read.");
        }
        return said.look() instanceof Look.Regex regex ? wrong(session, regex) : Optional.empty();
    }

    private Optional<String> wrong(PgSession session, Look.Regex regex) {
        try {
            Aside.of(session, () -> session.query("SELECT '' ~ " + Sql.literal(regex.pattern())));
            return Optional.empty();
        } catch (SqlFailure failure) {
            if (session.broken()) {
                throw failure;
            }
            return Optional.of(
                    regex.place() + ": the detector \"" + id() + "\" cannot be asked: " + failure.serverMessage()
                            + ". Correct the expression, or take the detector out. Nothing was read.");
        }
    }
}
