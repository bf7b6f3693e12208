package dev.cleanslate.scan;

import dev.cleanslate.plan.Words;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.ForeignKey;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Row;
import dev.cleanslate.postgres.Sequence;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.postgres.Table.Column;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What concerns a table as a whole, each asked by itself: rows that point nowhere, sequences that lag. */
final class TableChecks {

    /** Rows of a log rightly outlive what they speak of. */
    private static final Set<String> LOGS = Set.of("log", "audit", "history", "archive", "event", "version", "journal");

    static final String ORPHAN = "orphan";
    static final String SEQUENCE_BEHIND = "sequence-behind";

    private static final String ORPHANS = """
            SELECT count(*) AS n, (SELECT count(*) FROM %2$s AS t) AS total FROM %2$s AS t
            WHERE t.%3$s IS NOT NULL AND NOT EXISTS (SELECT FROM %4$s AS p WHERE p.%5$s = t.%3$s)""";
    private static final String ORPHAN_KEYS = """
            SELECT %1$s FROM %2$s AS t
            WHERE t.%3$s IS NOT NULL AND NOT EXISTS (SELECT FROM %4$s AS p WHERE p.%5$s = t.%3$s) LIMIT 100""";
    private static final String AHEAD = "SELECT count(*) AS n, max(t.%1$s) AS most FROM %2$s AS t WHERE t.%1$s > %3$d";
    private static final String NOW =
            "SELECT coalesce(pg_catalog.pg_sequence_last_value(%d::pg_catalog.oid::pg_catalog.regclass), %d) AS last";

    private final PgSession session;
    private final Catalog catalog;
    private final Table table;
    private final String from;
    private final List<Finding> findings;

    TableChecks(PgSession session, Catalog catalog, Table table, String from, List<Finding> findings) {
        this.session = session;
        this.catalog = catalog;
        this.table = table;
        this.from = from;
        this.findings = findings;
    }

    /** Runs a query of its own for a column, and names what is not known when it fails; the others go on. */
    interface Attempts {
        void run(String column, String what, Runnable query);
    }

    void look(Directions directions, Attempts attempts) {
        if (!directions.off(ORPHAN)) {
            orphans(attempts);
        }
        if (!directions.off(SEQUENCE_BEHIND)) {
            sequences(attempts);
        }
    }

    private void orphans(Attempts attempts) {
        for (Column column : table.columns()) {
            parent(column)
                    .filter(p -> p.rights().select())
                    .ifPresent(parent -> attempts.run(
                            column.name(), "whether its rows point nowhere", () -> orphans(column, parent)));
        }
    }

    /** {@code user_id} without a key, beside a table {@code users} with a key of one column of the same type. */
    private Optional<Table> parent(Column column) {
        Words words = Words.of(column.name());
        boolean keyed = catalog.foreignKeys().stream()
                .filter(key -> key.child().equals(table.name()))
                .map(ForeignKey::childColumns)
                .anyMatch(columns -> columns.contains(column.name()));
        if (keyed
                || words.all().size() < 2
                || !words.last().equals("id")
                || table.primaryKey().contains(column.name())) {
            return Optional.empty();
        }
        String meant = String.join("_", words.all().subList(0, words.all().size() - 1));
        return catalog.tables().stream()
                .filter(t -> t.name().schema().equals(table.name().schema()) && t.holdsRows() && !t.isPartition())
                .filter(t -> t.kind() != Table.Kind.FOREIGN && !t.name().equals(table.name()))
                // Rows that are hidden from this role are not gone.
                .filter(t -> !t.rowSecurity().blindsThisRole())
                .filter(t -> String.join("_", Words.of(t.name().name()).all()).equals(meant))
                .filter(t -> t.primaryKey().size() == 1)
                .filter(t -> t.column(t.primaryKey().get(0))
                        .filter(key -> key.type().equals(column.type()))
                        .isPresent())
                .findFirst();
    }

    private void orphans(Column column, Table parent) {
        String child = QualifiedName.quote(column.name());
        String key = QualifiedName.quote(parent.primaryKey().get(0));
        Row row = session.query(ORPHANS.formatted("", from, child, parent.name().sql(), key))
                .get(0);
        long rows = row.number("n");
        if (rows == 0) {
            return;
        }
        boolean log = Words.of(table.name().name()).has(LOGS);
        findings.add(new Finding(
                ORPHAN,
                "The rows point at rows of " + parent.name()
                        + " that are not there, and no foreign key says that they must be.",
                table.name().toString(),
                Optional.of(column.name()),
                rows,
                Math.round(10_000.0 * rows / row.number("total")) / 100.0,
                log ? Severity.NOTE : Severity.WARNING,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                table.primaryKey().isEmpty() ? List.of() : keys(child, parent, key),
                "keep-rows: { %s: \"%s is null or exists (select from %s p where p.%s = %s)\" }, or add the foreign key"
                        .formatted(
                                table.name(),
                                column.name(),
                                parent.name(),
                                parent.primaryKey().get(0),
                                column.name())));
    }

    private List<List<String>> keys(String child, Table parent, String key) {
        String own = table.primaryKey().stream()
                .map(k -> "t." + QualifiedName.quote(k) + "::text")
                .collect(Collectors.joining(", "));
        return session
                .query(ORPHAN_KEYS.formatted(own, from, child, parent.name().sql(), key))
                .stream()
                .map(row -> row.texts().stream()
                        .map(text -> Objects.requireNonNullElse(text, ""))
                        .toList())
                .toList();
    }

    private void sequences(Attempts attempts) {
        for (Sequence sequence : catalog.sequences()) {
            if (sequence.ownerTable().filter(table.name()::equals).isPresent()
                    && sequence.ownerColumn().isPresent()
                    && sequence.increment() > 0
                    // Without a last value it was never drawn from, unless this role may not see it.
                    && (sequence.lastValue().isPresent() || sequence.owned())) {
                String column = sequence.ownerColumn().get();
                attempts.run(
                        column,
                        "whether its sequence lags",
                        () -> behind(
                                sequence,
                                column,
                                sequence.lastValue().orElse(sequence.start() - sequence.increment())));
            }
        }
    }

    private void behind(Sequence sequence, String column, long last) {
        Row row = session.query(AHEAD.formatted(QualifiedName.quote(column), from, last))
                .get(0);
        long rows = row.number("n");
        if (rows == 0) {
            return;
        }
        // The catalog was read before the snapshot was taken: what came in between has drawn from the sequence since.
        long now = session.query(NOW.formatted(sequence.oid(), last)).get(0).number("last");
        if (now > last) {
            behind(sequence, column, now);
        } else {
            findings.add(new Finding(
                    SEQUENCE_BEHIND,
                    "The sequence " + sequence.name() + " is at " + last + " and the column at " + row.text("most")
                            + ": inserts will fail, or meet ids that were loaded by hand.",
                    table.name().toString(),
                    Optional.of(column),
                    rows,
                    0,
                    Severity.WARNING,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    "restart-sequences: all, in a suite that wipes " + table.name() + "; or ALTER SEQUENCE "
                            + sequence.name().sql() + " RESTART"));
        }
    }
}
