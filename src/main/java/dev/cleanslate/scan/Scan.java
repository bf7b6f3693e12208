package dev.cleanslate.scan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A whole database, table by table, as it was at one moment. */
public final class Scan implements AutoCloseable {

    private final List<String> passedOver;
    private final List<Table> tables;
    private final Readers readers;
    private final Ground ground;
    private final Map<QualifiedName, Long> lookedAt = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicLong bytesDone = new AtomicLong();

    private Scan(
            PgSession session,
            Catalog catalog,
            Predicate<QualifiedName> wanted,
            Readers readers,
            Limits limits,
            Directions directions) {
        this.passedOver = catalog.tables().stream()
                .filter(t -> t.kind() == Table.Kind.FOREIGN)
                .map(t -> t.name().toString())
                .sorted()
                .toList();
        this.tables = tables(catalog, wanted);
        this.readers = readers;
        this.ground = new Ground(
                catalog,
                readers.tomorrow(),
                readers.encoding(),
                new Domains(session),
                limits,
                directions,
                readers.ofSomebodyElse()
                        ? directions.passwordsInHaste(readers::cancelled)
                        : directions.passwords(readers::cancelled),
                readers::cancelled);
    }

    /** What all tables have in common. */
    record Ground(
            Catalog catalog,
            String tomorrow,
            Encoding encoding,
            Domains domains,
            Limits limits,
            Directions directions,
            Passwords passwords,
            BooleanSupplier cancelled) {}

    /**
     * {@code keysAtMost} of each finding; {@code connections} in all, the given session among them; of a table with more
     * rows than {@code sampleAbove} about so many are looked at.
     */
    public record Limits(int connections, int keysAtMost, OptionalLong sampleAbove) {}

    /** {@code session} is free of a transaction, and is so again when the scan is closed; {@code directions} have no faults. */
    public static Scan open(
            PgSession session,
            Supplier<PgSession> dial,
            Catalog catalog,
            Predicate<QualifiedName> wanted,
            Limits limits,
            Directions directions) {
        Readers readers = Readers.of(session, dial, limits.connections(), directions.timeout());
        try {
            return new Scan(session, catalog, wanted, readers, limits, directions);
        } catch (RuntimeException failed) {
            readers.close();
            throw failed;
        }
    }

    /** In the open transaction of the session, whose settings are the caller's to undo: with a savepoint around it all. */
    public static Scan within(
            PgSession session,
            Catalog catalog,
            Predicate<QualifiedName> wanted,
            int keysAtMost,
            Directions directions) {
        Readers readers = Readers.within(session, directions.timeout());
        Limits limits = new Limits(1, keysAtMost, OptionalLong.empty());
        return new Scan(session, catalog, wanted, readers, limits, directions);
    }

    private static List<Table> tables(Catalog catalog, Predicate<QualifiedName> wanted) {
        return catalog.tables().stream()
                .filter(Scan::looksAt)
                .filter(t -> wanted.test(t.name()))
                .sorted(Comparator.comparing(Table::bytes).reversed().thenComparing(Table::name))
                .toList();
    }

    static boolean looksAt(Table table) {
        return table.kind() != Table.Kind.VIEW
                && table.kind() != Table.Kind.FOREIGN
                && !table.isPartition()
                && table.extension().isEmpty()
                && !table.name().schema().equals("cleanslate");
    }

    public int tables() {
        return tables.size();
    }

    /** The largest tables first. {@code told} hears of each as it is done, on the caller's thread. */
    public void run(Consumer<TableReport> told) {
        readers.each(tables, this::look, told);
    }

    private TableReport look(PgSession session, Table table) {
        long started = System.nanoTime();
        lookedAt.put(table.name(), table.bytes());
        try {
            TableLook look = new TableLook(session, table, ground);
            look.run();
            return look.report((System.nanoTime() - started) / 1_000_000);
        } finally {
            lookedAt.remove(table.name());
            done.incrementAndGet();
            bytesDone.addAndGet(table.bytes());
        }
    }

    /** From any thread. */
    public ScanProgress soFar() {
        return new ScanProgress(
                done.get(),
                tables.size(),
                bytesDone.get(),
                tables.stream().mapToLong(Table::bytes).sum(),
                lookedAt);
    }

    /** Stops what runs, from any thread. */
    public void cancel() {
        readers.cancel();
    }

    @Override
    public void close() {
        readers.close();
    }

    /** Foreign tables, by name: their rows are on another server. Rows of views are rows of tables. */
    public List<String> passedOver() {
        return passedOver;
    }
}
