package dev.cleanslate.postgres;

import dev.cleanslate.postgres.Table.Column;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the rows of every table without getting in anybody's way: small tables are counted, large ones estimated,
 * each in a short read-only transaction of its own, so that no lock is kept and none is waited for.
 */
public final class Measuring {

    private static final long SMALL_BYTES = 64L << 20;
    private static final long SMALL_ROWS = 200_000;
    private static final long BUDGET_NANOS = 120_000_000_000L;
    private static final int SHORT_ROW = 100;

    private static final String SETTINGS = "SET LOCAL statement_timeout = '5s'; SET LOCAL lock_timeout = '1s'";

    private final PgSession session;
    private final Set<QualifiedName> parents = new HashSet<>();
    private final long started = System.nanoTime();

    private final Map<QualifiedName, String> locked;

    private Measuring(PgSession session, Glance glance) {
        Catalog catalog = glance.catalog();
        this.session = session;
        this.locked = new HashMap<>(glance.locked());
        Map<QualifiedName, Table> tables = catalog.byName();
        // Who reads a table reads its partitions.
        glance.locked().forEach((name, who) -> {
            Optional<QualifiedName> above = Optional.of(name);
            while (above.isPresent()) {
                locked.putIfAbsent(above.get(), who);
                above = Optional.ofNullable(tables.get(above.get())).flatMap(Table::partitionOf);
            }
        });
        catalog.tables().forEach(t -> parents.addAll(t.inherits()));
    }

    /** Partitions are measured with the table they belong to, and views not at all. */
    public static Map<QualifiedName, Measure> of(PgSession session, Glance glance) {
        Measuring measuring = new Measuring(session, glance);
        Map<QualifiedName, Measure> measures = new LinkedHashMap<>();
        glance.catalog().tables().stream()
                .filter(t -> t.holdsRows() && !t.isPartition())
                .forEach(t -> measures.put(t.name(), measuring.measure(t)));
        return measures;
    }

    private Measure measure(Table table) {
        long estimate = table.estimatedRows() > 0 ? table.estimatedRows() : table.bytes() / SHORT_ROW;
        if (table.kind() == Table.Kind.FOREIGN) {
            return Measure.estimated(estimate, Optional.of("its rows are on another server"));
        }
        if (!table.rights().select()) {
            return Measure.estimated(estimate, Optional.of("this role may not read it"));
        }
        if (table.rowSecurity().blindsThisRole()) {
            return Measure.estimated(estimate, Optional.of("row-level security hides rows of it from this role"));
        }
        if (locked.containsKey(table.name())) {
            return Measure.estimated(estimate, Optional.of("it is locked by " + locked.get(table.name())));
        }
        if (System.nanoTime() - started > BUDGET_NANOS) {
            return Measure.estimated(estimate, Optional.of("two minutes were spent on the other tables"));
        }
        session.begin(Isolation.READ_COMMITTED, true);
        try {
            session.script(SETTINGS);
            boolean small = estimate <= SMALL_ROWS && table.bytes() <= SMALL_BYTES;
            return small ? counted(table) : sampled(table, estimate);
        } catch (SqlFailure e) {
            if (session.broken()) {
                throw e;
            }
            return Measure.estimated(estimate, Optional.of(why(e)));
        } finally {
            session.rollback();
        }
    }

    private Measure counted(Table table) {
        Optional<Column> moment = Moments.column(table);
        Row row = session.query(newest("SELECT pg_catalog.count(*) AS rows, "
                        + moment.map(Measuring::max).orElse("NULL::pg_catalog.date") + " AS newest FROM "
                        + from(table)))
                .get(0);
        return new Measure(row.number("rows"), true, newest(row, moment), Optional.empty());
    }

    private Measure sampled(Table table, long estimate) {
        Optional<Column> moment = Moments.column(table).filter(c -> Moments.indexed(table, c));
        Row row = session.query(newest("SELECT (SELECT pg_catalog.count(*) FROM (SELECT FROM " + from(table)
                        + " LIMIT 1) AS one) AS rows, "
                        + moment.map(c -> "(SELECT " + max(c) + " FROM " + from(table) + ")")
                                .orElse("NULL::pg_catalog.date")
                        + " AS newest"))
                .get(0);
        boolean empty = row.number("rows") == 0;
        return new Measure(empty ? 0 : Math.max(1, estimate), empty, newest(row, moment), Optional.empty());
    }

    /** The rows of heirs are counted with the heirs. */
    private String from(Table table) {
        return (parents.contains(table.name()) && table.kind() == Table.Kind.ORDINARY ? "ONLY " : "")
                + table.name().sql();
    }

    private static String max(Column column) {
        return "pg_catalog.max(" + QualifiedName.quote(column.name()) + ")";
    }

    private static String newest(String inner) {
        return "SELECT rows, CASE WHEN pg_catalog.isfinite(newest) THEN newest::pg_catalog.date END AS day,"
                + " CASE WHEN pg_catalog.isfinite(newest) THEN current_date - newest::pg_catalog.date END AS days"
                + " FROM (" + inner + ") AS measured";
    }

    private static Optional<Measure.Newest> newest(Row row, Optional<Column> moment) {
        return row.text("day") == null
                ? Optional.empty()
                : moment.map(c -> new Measure.Newest(c.name(), row.word("day"), row.number("days")));
    }

    private static String why(SqlFailure failure) {
        return switch (failure.sqlState()) {
            case "55P03" -> "another session holds a lock on it";
            case "57014" -> "reading it took longer than 5 seconds";
            default -> "reading it failed (SQLSTATE " + failure.sqlState() + ")";
        };
    }
}
