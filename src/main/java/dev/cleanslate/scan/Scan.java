package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A whole database, table by table, as it was at one moment. */
public final class Scan implements AutoCloseable {

    private static final String TOO_LONG = "reading it took too long";

    private final Catalog catalog;
    private final List<Table> tables;
    private final Set<QualifiedName> parents = new HashSet<>();
    private final Readers readers;
    private final int keysAtMost;
    private final Directions directions;
    private volatile boolean cancelled;

    private Scan(Catalog catalog, List<Table> tables, Readers readers, int keysAtMost, Directions directions) {
        this.catalog = catalog;
        this.tables = tables;
        this.readers = readers;
        this.keysAtMost = keysAtMost;
        this.directions = directions;
        catalog.tables().forEach(t -> parents.addAll(t.inherits()));
    }

    /** {@code keysAtMost} of each finding; {@code connections} in all, the given session among them. */
    public record Limits(int connections, int keysAtMost) {}

    /** {@code session} is free of a transaction, and is so again when the scan is closed. */
    public static Scan open(
            PgSession session,
            Supplier<PgSession> dial,
            Catalog catalog,
            Predicate<QualifiedName> wanted,
            Limits limits) {
        return open(session, dial, catalog, wanted, limits, Directions.NONE);
    }

    /** {@code directions} have no faults. */
    public static Scan open(
            PgSession session,
            Supplier<PgSession> dial,
            Catalog catalog,
            Predicate<QualifiedName> wanted,
            Limits limits,
            Directions directions) {
        Readers readers = Readers.of(session, dial, limits.connections(), directions.timeout());
        return new Scan(catalog, tables(catalog, wanted), readers, limits.keysAtMost(), directions);
    }

    /** In the open transaction of the session, whose settings are the caller's to undo: with a savepoint around it all. */
    public static Scan within(
            PgSession session,
            Catalog catalog,
            Predicate<QualifiedName> wanted,
            int keysAtMost,
            Directions directions) {
        Readers readers = Readers.within(session, directions.timeout());
        return new Scan(catalog, tables(catalog, wanted), readers, keysAtMost, directions);
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
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, readers.count()));
        try {
            CompletionService<TableReport> done = new ExecutorCompletionService<>(threads);
            tables.forEach(table -> done.submit(() -> looked(table)));
            for (int i = 0; i < tables.size(); i++) {
                told.accept(done.take().get());
            }
        } catch (ExecutionException failed) {
            cancel();
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            cancel();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tables were scanned", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private TableReport looked(Table table) throws InterruptedException {
        PgSession session = readers.take();
        try {
            return look(session, table);
        } finally {
            readers.giveBack(session);
        }
    }

    private TableReport look(PgSession session, Table table) {
        long started = System.nanoTime();
        Look look = new Look(session, table);
        look.run();
        return look.report((System.nanoTime() - started) / 1_000_000);
    }

    /** Stops what runs, from any thread. */
    public void cancel() {
        cancelled = true;
        readers.cancel();
    }

    @Override
    public void close() {
        readers.close();
    }

    /** One table, around what in it cannot be read. */
    private final class Look {

        private final PgSession session;
        private final Table table;
        private final List<Unread> unread = new ArrayList<>();
        private List<Finding> findings = new ArrayList<>();
        private Set<String> asked = new LinkedHashSet<>();
        private List<Recognised> columns = List.of();
        private long rows;
        private boolean burstsSampled;

        Look(PgSession session, Table table) {
            this.session = session;
            this.table = table;
        }

        void run() {
            Optional<String> closed = closed();
            if (closed.isPresent()) {
                unread(Optional.empty(), closed.get());
                return;
            }
            String from = (parents.contains(table.name()) && table.kind() == Table.Kind.ORDINARY ? "ONLY " : "")
                    + table.name().sql();
            Subject subject = new Subject(table, from, recognise(from));
            columns = subject.columns();
            // The suite's own come first: what they say of a row is weighed with what most others do.
            List<Bit> bits = new ArrayList<>(directions.own(table, columns));
            bits.addAll(Bit.of(columns, directions.detectors()));
            do {
                List<Bit> some = bits.subList(0, Math.min(bits.size(), Bit.MOST));
                scan(subject, Bit.numbered(some));
                bits = bits.subList(some.size(), bits.size());
            } while (!bits.isEmpty());
            attempt(() -> findings.addAll(TableChecks.of(session, catalog, table, from, directions)))
                    .ifPresent(why -> unread(Optional.empty(), why));
            directions.ledgers(table).forEach(ledger -> ledger(ledger, from));
        }

        private void ledger(Ledger ledger, String from) {
            asked.add(Ledger.ID);
            attempt(() -> ledger.look(session, from, rows, keysAtMost).ifPresent(findings::add))
                    .ifPresent(why ->
                            unread(Optional.of(ledger.column().name()), "its ledger could not be asked: " + why));
        }

        private void unread(Optional<String> column, String why) {
            unread.add(new Unread(table.name().toString(), column, why));
        }

        private Optional<String> closed() {
            if (!table.rights().select()) {
                return Optional.of("this role may not read it (grant SELECT on it)");
            }
            return table.rowSecurity().blindsThisRole()
                    ? Optional.of("row-level security hides rows of it from this role")
                    : Optional.empty();
        }

        private List<Recognised> recognise(String from) {
            Map<String, Sample> samples = new HashMap<>();
            // Without a sample names and types say what they can; what cannot be read is named by the scan itself.
            attempt(() -> samples.putAll(Sampling.of(session, from, table.columns())));
            return table.columns().stream()
                    .flatMap(column -> directions
                            .corrected(
                                    table, column, recognise(column, samples.getOrDefault(column.name(), Sample.NONE)))
                            .stream())
                    .toList();
        }

        private Optional<Recognised> recognise(Table.Column column, Sample sample) {
            return Recognition.of(table.name().name(), column, sample);
        }

        private void scan(Subject subject, List<Bit> bits) {
            Optional<String> why = attempt(() -> take(subject, bits));
            if (why.isEmpty()) {
                return;
            }
            List<Bit> readable = new ArrayList<>();
            Subject rest = subject;
            Map<String, List<Bit>> parts = new LinkedHashMap<>();
            bits.forEach(bit ->
                    parts.computeIfAbsent(part(bit), any -> new ArrayList<>()).add(bit));
            for (List<Bit> part : parts.values()) {
                // What takes too long does so in every column of a large table, and is worth one try of a suite's own.
                Optional<String> fault =
                        why.get().equals(TOO_LONG) && !part.get(0).given()
                                ? Optional.empty()
                                : attempt(() -> session.query("SELECT count(*) FROM " + subject.from() + " AS t WHERE ("
                                        + new Mask(readers.tomorrow()).sql(part) + ") <> 0"));
                fault.ifPresent(said -> broken(part.get(0), said));
                readable.addAll(fault.isEmpty() ? part : List.of());
                rest = fault.isPresent() && !part.get(0).given()
                        ? rest.without(part.get(0).at().orElseThrow())
                        : rest;
            }
            Subject whole = rest;
            if (readable.size() == bits.size()
                    || attempt(() -> take(whole, Bit.numbered(readable))).isPresent()) {
                unread(Optional.empty(), why.get());
            }
        }

        private String part(Bit bit) {
            return bit.given() ? "1" + bit.detector().id() : "2" + bit.column().orElse("");
        }

        private void broken(Bit bit, String why) {
            if (bit.given()) {
                asked.add(bit.detector().id());
                unread(Optional.empty(), directions.said(bit.detector()) + " could not be asked of it: " + why);
            } else {
                unread(bit.column(), why);
            }
        }

        private void take(Subject subject, List<Bit> bits) {
            TableScan.Outcome outcome =
                    new TableScan(session, subject, bits, readers.tomorrow(), keysAtMost, directions::off).run();
            rows = outcome.rows();
            burstsSampled |= outcome.burstsSampled();
            findings.addAll(outcome.findings());
            bits.forEach(bit -> asked.add(bit.detector().id()));
        }

        /** Why it could not be done. What ends the whole scan is thrown. */
        private Optional<String> attempt(Runnable work) {
            try {
                Aside.of(session, () -> {
                    work.run();
                    return true;
                });
                return Optional.empty();
            } catch (SqlFailure failure) {
                if (session.broken() || cancelled) {
                    throw failure;
                }
                return Optional.of(why(failure));
            }
        }

        TableReport report(long millis) {
            return new TableReport(
                    table.name().toString(),
                    rows,
                    millis,
                    burstsSampled,
                    columns,
                    List.copyOf(asked),
                    findings,
                    unread);
        }
    }

    static String why(SqlFailure failure) {
        return switch (failure.sqlState()) {
            case "55P03" -> "another session holds a lock on it";
            case "57014" -> TOO_LONG;
            case "42501" -> "this role may not read it: " + failure.serverMessage();
            default -> "reading it failed (SQLSTATE " + failure.sqlState() + ")";
        };
    }

    /** For whoever needs to say what was not looked at by design: rows of views are rows of tables. */
    public @Nullable String passedOver() {
        long foreign = catalog.tables().stream()
                .filter(t -> t.kind() == Table.Kind.FOREIGN)
                .count();
        return foreign == 0 ? null : foreign + " foreign tables were not looked at: their rows are on another server.";
    }
}
