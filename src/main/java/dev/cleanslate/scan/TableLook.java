package dev.cleanslate.scan;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import dev.cleanslate.postgres.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/** One table, around what in it cannot be read. */
final class TableLook {

    static final String TOO_LONG = "reading it took too long";
    static final String LOCKED = "another session holds a lock on it";
    static final String GONE = "it is gone, or is called something else by now";
    private static final String NOT_FILLED = "it was never filled";
    private static final Set<String> OF_THE_TABLE = Set.of(TOO_LONG, LOCKED, GONE, NOT_FILLED);

    private final PgSession session;
    private final Table table;
    private final Scan.Ground ground;
    private final Directions directions;
    private final int keysAtMost;
    private final List<Unread> unread = new ArrayList<>();
    private List<Finding> findings = new ArrayList<>();
    private Set<String> asked = new LinkedHashSet<>();
    private List<Recognised> columns = List.of();
    private final List<TableReport.Tried> passwords = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long rows;
    private boolean burstsSampled;
    private Optional<Double> sampled = Optional.empty();
    private boolean away;

    TableLook(PgSession session, Table table, Scan.Ground ground) {
        this.session = session;
        this.table = table;
        this.ground = ground;
        this.directions = ground.directions();
        this.keysAtMost = ground.limits().keysAtMost();
    }

    void run() {
        Optional<String> closed = closed();
        if (closed.isPresent()) {
            unread(Optional.empty(), closed.get());
            return;
        }
        String from = (hasHeirs() ? "ONLY " : "") + table.name().sql();
        sampled = share();
        Subject subject =
                new Subject(table, from, sampled.map(TableLook::clause).orElse(""), recognise(from));
        columns = subject.columns();
        // The suite's own come first: what they say of a row is weighed with what most others do.
        List<Bit> bits = new ArrayList<>(directions.own(table, columns));
        Optional<String> noSeries = attempt(() -> {
            NumberedSeries.Found series = NumberedSeries.in(session, subject, directions::off);
            bits.addAll(series.bits());
            findings.addAll(series.notes());
        });
        bits.addAll(Bit.of(columns, ground.encoding().written(directions.detectors())));
        List<Bit> rest = bits;
        do {
            List<Bit> some = rest.subList(0, Math.min(rest.size(), Bit.MOST));
            scan(subject, Bit.numbered(some));
            rest = rest.subList(some.size(), rest.size());
        } while (!rest.isEmpty() && !away);
        if (away) {
            return;
        }
        if (unread.isEmpty()) {
            // What fails on a column the pass has named, since it reads the same columns.
            noSeries.ifPresent(why -> unread(Optional.empty(), "numbered series could not be looked for: " + why));
        }
        if (sampled.isEmpty()) {
            new TableChecks(session, ground.catalog(), table, from, findings).look(directions, this::check);
        }
        directions.ledgers(table).forEach(ledger -> ledger(ledger, from));
        if (!directions.off(Accounts.ID)) {
            columns.stream().filter(c -> c.kind() == Kind.PASSWORD_HASH).forEach(hash -> passwords(subject, hash));
        }
    }

    /** Their rows are looked at as theirs. */
    private boolean hasHeirs() {
        return table.kind() == Table.Kind.ORDINARY
                && ground.catalog().tables().stream().anyMatch(t -> t.inherits().contains(table.name()));
    }

    /** What of it is looked at, in percent, where that is not all. */
    private Optional<Double> share() {
        long inPartitions = ground.catalog().tables().stream()
                .filter(t -> t.partitionOf().equals(Optional.of(table.name())))
                .mapToLong(Table::estimatedRows)
                .sum();
        long rows = Math.max(table.estimatedRows(), inPartitions);
        return ground.limits().sampleAbove().stream()
                .filter(most -> rows > most)
                .mapToObj(most -> Math.max(0.001, Math.round(100_000.0 * most / rows) / 1_000.0))
                .findFirst();
    }

    /** Always the same blocks, so that one night can be compared with the next. */
    private static String clause(double percent) {
        return "TABLESAMPLE SYSTEM (" + percent + ") REPEATABLE (20)";
    }

    private void passwords(Subject subject, Recognised hash) {
        asked.add(Accounts.ID);
        attempt(() -> {
                    Accounts.Tried tried = Accounts.of(
                            session, subject, hash, many(), directions.kept(table), ground.passwords(), keysAtMost);
                    tried.finding().ifPresent(findings::add);
                    tried.note().ifPresent(notes::add);
                    passwords.add(tried.counts());
                })
                .ifPresent(
                        why -> unread(Optional.of(hash.column().name()), "its passwords could not be tried: " + why));
    }

    /** Counted by this very look, since the catalog's estimate may be from before a reset; unless it saw a part only. */
    private Accounts.Many many() {
        return sampled.isEmpty() && unread.isEmpty()
                ? new Accounts.Many(rows, true)
                : new Accounts.Many(Math.max(rows, table.estimatedRows()), false);
    }

    private void ledger(Ledger ledger, String from) {
        asked.add(Ledger.ID);
        attempt(() -> ledger.look(session, from, rows, keysAtMost).ifPresent(findings::add))
                .ifPresent(why -> unread(Optional.of(ledger.column().name()), "its ledger could not be asked: " + why));
    }

    private void unread(Optional<String> column, String why) {
        unread.add(new Unread(table.name().toString(), column, why));
    }

    private void check(String column, String what, Runnable query) {
        attempt(query).ifPresent(why -> unread(Optional.of(column), what + " is not known: " + why));
    }

    private Optional<String> closed() {
        if (!table.rights().select()) {
            return Optional.of(Granted.of(session, table));
        }
        return table.rowSecurity().blindsThisRole()
                ? Optional.of("row-level security hides rows of it from this role")
                : Optional.empty();
    }

    private List<Recognised> recognise(String from) {
        Map<String, Sample> samples = new HashMap<>();
        List<Table.Column> all = ground.domains().columns(table);
        Optional<String> why = attempt(() -> samples.putAll(Sampling.of(session, from, all)));
        if (why.isPresent() && !OF_THE_TABLE.contains(why.get())) {
            // One column spoils it for the others. What fails and has a telling name is named by the pass.
            all.forEach(column -> attempt(() -> samples.putAll(Sampling.of(session, from, List.of(column)))));
        }
        return all.stream()
                .flatMap(column ->
                        directions
                                .corrected(
                                        table,
                                        column,
                                        recognise(column, samples.getOrDefault(column.name(), Sample.NONE)))
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
        if (why.get().equals(NOT_FILLED)) {
            away = true;
            notes.add(table.name() + " was never filled, so there was nothing in it to look at.");
            return;
        }
        if (why.get().equals(GONE) || why.get().equals(LOCKED)) {
            away = true;
            unread(Optional.empty(), why.get());
            return;
        }
        List<Bit> readable = new ArrayList<>();
        Subject rest = subject;
        Map<String, List<Bit>> parts = new LinkedHashMap<>();
        bits.forEach(bit ->
                parts.computeIfAbsent(part(bit), any -> new ArrayList<>()).add(bit));
        for (List<Bit> part : parts.values()) {
            // What takes too long does so in every column of a large table, and is worth one try of a suite's own.
            Optional<String> fault = why.get().equals(TOO_LONG) && !part.get(0).given()
                    ? Optional.empty()
                    : attempt(() -> session.query("SELECT count(*) FROM " + subject.rows() + " WHERE ("
                            + new Mask(ground.tomorrow(), Map.of()).sql(part) + ") <> 0"));
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
                new TableScan(session, subject, bits, ground.tomorrow(), keysAtMost, directions::off).run();
        rows = outcome.rows();
        burstsSampled |= outcome.burstsSampled();
        // What is known of several rows together is found again for each mask, and told once.
        Set<String> told = findings.stream().map(Finding::id).collect(Collectors.toSet());
        outcome.findings().stream()
                .filter(f -> !ofSeveralRows(f) || !told.contains(f.id()))
                .forEach(findings::add);
        bits.forEach(bit -> asked.add(bit.detector().id()));
    }

    private static boolean ofSeveralRows(Finding finding) {
        return finding.detector().equals(EvenSteps.DETECTOR.id())
                || Clusters.ids().contains(finding.detector());
    }

    /** Why it could not be done. What ends the whole scan is thrown. */
    private Optional<String> attempt(Runnable work) {
        if (ground.cancelled().getAsBoolean()) {
            // Between two statements there was nothing for it to stop.
            throw new CancellationException("the scan was stopped");
        }
        try {
            Aside.of(session, () -> {
                work.run();
                return true;
            });
            return Optional.empty();
        } catch (SqlFailure failure) {
            if (session.broken() || ground.cancelled().getAsBoolean()) {
                throw failure;
            }
            return Optional.of(neverFilled(failure) ? NOT_FILLED : Unread.why(failure));
        }
    }

    private boolean neverFilled(SqlFailure failure) {
        return table.kind() == Table.Kind.MATERIALIZED_VIEW
                && failure.sqlState().equals("55000");
    }

    TableReport report(long millis) {
        return new TableReport(
                table.name().toString(),
                rows,
                millis,
                burstsSampled,
                sampled,
                columns,
                List.copyOf(asked),
                findings,
                unread,
                passwords,
                notes);
    }
}
