package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
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

    private final Catalog catalog;
    private final List<Table> tables;
    private final Set<QualifiedName> parents = new HashSet<>();
    private final Readers readers;
    private final int keysAtMost;
    private volatile boolean cancelled;

    private Scan(Catalog catalog, List<Table> tables, Readers readers, int keysAtMost) {
        this.catalog = catalog;
        this.tables = tables;
        this.readers = readers;
        this.keysAtMost = keysAtMost;
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
        List<Table> tables = catalog.tables().stream()
                .filter(t -> t.kind() != Table.Kind.VIEW && t.kind() != Table.Kind.FOREIGN)
                .filter(t -> !t.isPartition() && t.extension().isEmpty())
                .filter(t -> !t.name().schema().equals("cleanslate"))
                .filter(t -> wanted.test(t.name()))
                .sorted(Comparator.comparing(Table::bytes).reversed().thenComparing(Table::name))
                .toList();
        return new Scan(catalog, tables, Readers.of(session, dial, limits.connections()), limits.keysAtMost());
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
        private Set<String> asked = new java.util.LinkedHashSet<>();
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
                unread.add(new Unread(table.name().toString(), Optional.empty(), closed.get()));
                return;
            }
            String from = (parents.contains(table.name()) && table.kind() == Table.Kind.ORDINARY ? "ONLY " : "")
                    + table.name().sql();
            Subject subject = new Subject(table, from, recognise(from));
            columns = subject.columns();
            List<Bit> bits = Bit.of(columns, Detectors.all());
            do {
                List<Bit> some = bits.subList(0, Math.min(bits.size(), Bit.MOST));
                scan(subject, renumbered(some));
                bits = bits.subList(some.size(), bits.size());
            } while (!bits.isEmpty());
            attempt(() -> findings.addAll(TableChecks.of(session, catalog, table, from)))
                    .ifPresent(why -> unread.add(new Unread(table.name().toString(), Optional.empty(), why)));
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
            Map<String, Sample> samples = new java.util.HashMap<>();
            // Without a sample names and types say what they can; what cannot be read is named by the scan itself.
            attempt(() -> samples.putAll(Sampling.of(session, from, table.columns())));
            return table.columns().stream()
                    .flatMap(column ->
                            Recognition.of(
                                    table.name().name(), column, samples.getOrDefault(column.name(), Sample.NONE))
                                    .stream())
                    .toList();
        }

        private List<Bit> renumbered(List<Bit> some) {
            List<Bit> bits = new ArrayList<>();
            some.forEach(bit -> bits.add(new Bit(bits.size(), bit.detector(), bit.on(), bit.other())));
            return bits;
        }

        private void scan(Subject subject, List<Bit> bits) {
            Optional<String> why = attempt(() -> take(subject, bits));
            if (why.isEmpty()) {
                return;
            }
            List<Bit> readable = new ArrayList<>();
            Set<Recognised> broken = new HashSet<>();
            for (Recognised column : columns) {
                List<Bit> ofColumn =
                        bits.stream().filter(bit -> bit.on().equals(column)).toList();
                Optional<String> fault = ofColumn.isEmpty()
                        ? Optional.empty()
                        : attempt(() -> session.query("SELECT count(*) FROM " + subject.from() + " AS t WHERE ("
                                + new Mask(readers.tomorrow()).sql(ofColumn) + ") <> 0"));
                if (fault.isPresent()) {
                    broken.add(column);
                    unread.add(new Unread(
                            table.name().toString(), Optional.of(column.column().name()), fault.get()));
                } else {
                    readable.addAll(ofColumn);
                }
            }
            Subject rest = subject;
            for (Recognised column : broken) {
                rest = rest.without(column);
            }
            Subject whole = rest;
            if (broken.isEmpty()
                    || attempt(() -> take(whole, renumbered(readable))).isPresent()) {
                unread.add(new Unread(table.name().toString(), Optional.empty(), why.get()));
            }
        }

        private void take(Subject subject, List<Bit> bits) {
            TableScan.Outcome outcome = new TableScan(session, subject, bits, readers.tomorrow(), keysAtMost).run();
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
            case "57014" -> "reading it took too long";
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
