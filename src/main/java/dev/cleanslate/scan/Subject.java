package dev.cleanslate.scan;

import dev.cleanslate.plan.People;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.List;
import java.util.Optional;

/**
 * A table as the scan asks it: where its rows are taken from, and which column says when they were written. {@code sample}
 * is a TABLESAMPLE clause where only some of it is looked at, else empty.
 */
record Subject(Table table, String from, String sample, List<Recognised> columns) {

    private static final List<Kind> PERSONAL =
            List.of(Kind.EMAIL, Kind.USER_NAME, Kind.PERSON_NAME, Kind.PHONE, Kind.PASSWORD_HASH);

    Subject {
        columns = List.copyOf(columns);
    }

    boolean sampled() {
        return !sample.isEmpty();
    }

    /** The rows of it that are looked at, as {@code t}. */
    String rows() {
        return from + " AS t" + (sampled() ? " " + sample : "");
    }

    String name() {
        return table.name().toString();
    }

    Optional<Recognised> created() {
        return columns.stream().filter(c -> c.kind() == Kind.CREATED).findFirst();
    }

    Optional<Recognised> updated() {
        Optional<Recognised> created = created();
        return columns.stream()
                .filter(c -> c.kind() == Kind.UPDATED)
                .filter(c -> created.isPresent()
                        && c.column().type().equals(created.get().column().type()))
                .findFirst();
    }

    /** Whether its rows are people: reference data is always written in one go, and nothing follows from that. */
    boolean ofPeople() {
        return People.named(table.name().name()) || columns.stream().anyMatch(c -> PERSONAL.contains(c.kind()));
    }

    /** Whether what the column holds says who somebody is; such keys stand in the record, and on no page. */
    boolean personal(String column) {
        return columns.stream()
                .anyMatch(c -> c.column().name().equals(column) && c.kind().personal());
    }

    /** {@code timestamptz} or {@code timestamp}. */
    static String timeType(Recognised created) {
        return created.column().type().contains("with time zone") ? "timestamptz" : "timestamp";
    }

    /** NULL where no column says. */
    String createdSql() {
        return created().map(c -> "t." + QualifiedName.quote(c.column().name())).orElse("NULL::pg_catalog.timestamptz");
    }

    Subject without(Recognised column) {
        return new Subject(
                table,
                from,
                sample,
                columns.stream().filter(c -> !c.equals(column)).toList());
    }
}
