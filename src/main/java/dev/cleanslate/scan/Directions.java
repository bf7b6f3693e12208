package dev.cleanslate.scan;

import dev.cleanslate.postgres.Catalog;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.postgres.Table;
import dev.cleanslate.suite.ScanRules;
import dev.cleanslate.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What a suite says of the scan, held against the catalog: what is wrong with it is known before anything is read. */
public final class Directions {

    /** For a scan without a suite. */
    public static final Directions NONE =
            new Directions(Set.of(), Map.of(), List.of(), List.of(), ScanRules.NONE, Map.of(), List.of(), List.of());

    private final Set<String> off;
    private final Map<QualifiedName, Map<String, ScanRules.Correction>> corrections;
    private final List<Own> own;
    private final List<Ledger> ledgers;
    private final ScanRules rules;
    private final Map<QualifiedName, String> kept;
    private final List<String> passwords;
    private final List<String> faults;

    Directions(
            Set<String> off,
            Map<QualifiedName, Map<String, ScanRules.Correction>> corrections,
            List<Own> own,
            List<Ledger> ledgers,
            ScanRules rules,
            Map<QualifiedName, String> kept,
            List<String> passwords,
            List<String> faults) {
        this.off = Set.copyOf(off);
        this.corrections = Map.copyOf(corrections);
        this.own = List.copyOf(own);
        this.ledgers = List.copyOf(ledgers);
        this.rules = rules;
        this.kept = Map.copyOf(kept);
        this.passwords = List.copyOf(passwords);
        this.faults = List.copyOf(faults);
    }

    /** {@code wanted}: the tables that are looked at. */
    public static Directions of(
            Suite suite, Catalog catalog, Predicate<QualifiedName> wanted, Map<String, String> environment) {
        return new DirectionsReader(suite, catalog, wanted, environment).read();
    }

    /** Names that do not exist; and, where there are none, what the server has against a predicate. */
    public List<String> faults(PgSession session) {
        if (!faults.isEmpty()) {
            return faults;
        }
        List<String> objections = new ArrayList<>();
        own.forEach(detector -> detector.objection(session).ifPresent(objections::add));
        ledgers.forEach(ledger -> ledger.objection(session).ifPresent(objections::add));
        return objections;
    }

    /** Detectors that the suite has switched off, in the order of their names. */
    public List<String> off() {
        return off.stream().sorted().toList();
    }

    boolean off(String detector) {
        return off.contains(detector);
    }

    /** Of the scan's own, or of the suite's. */
    boolean known(String detector) {
        return Detectors.ids().contains(detector) || own.stream().anyMatch(o -> o.id().equals(detector));
    }

    /** What the column holds by the suite's word, else what it was taken for. */
    Optional<Recognised> corrected(Table table, Table.Column column, Optional<Recognised> taken) {
        ScanRules.Correction correction =
                corrections.getOrDefault(table.name(), Map.of()).get(column.name());
        if (correction == null) {
            return taken;
        }
        Kind kind = Kind.of(correction.kind().name(), column).orElse(Kind.NONE);
        String instead = taken.filter(t -> t.kind() != kind)
                .map(t -> "; it was taken for: " + t.kind().said() + ", since " + t.reason())
                .orElse("");
        return Optional.of(new Recognised(
                column, kind, "the suite says so (" + correction.kind().place() + ")" + instead));
    }

    List<Detector> detectors() {
        return Detectors.all().stream().filter(d -> !off(d.id())).toList();
    }

    /** What the suite asks of a table by itself. */
    List<Bit> own(Table table, List<Recognised> columns) {
        return own.stream().flatMap(o -> o.bits(table, columns).stream()).toList();
    }

    /** Where a detector of the suite's own stands, for whoever has to say that it failed. */
    String said(Detector detector) {
        return own.stream()
                .filter(o -> o.id().equals(detector.id()))
                .map(o -> "the suite's detector " + o.id() + " (" + o.place() + ")")
                .findFirst()
                .orElse("the detector " + detector.id());
    }

    List<Ledger> ledgers(Table table) {
        return ledgers.stream()
                .filter(l -> l.table().name().equals(table.name()))
                .toList();
    }

    Optional<Duration> timeout() {
        return rules.tuning().timeout();
    }

    /** To be tried beside those that everybody tries, within the time that the suite gives. */
    Passwords passwords(BooleanSupplier cancelled) {
        return new Passwords(passwords, rules.tuning().passwords().within(), cancelled);
    }

    /** The same within a transaction that others wait for. */
    Passwords passwordsInHaste(BooleanSupplier cancelled) {
        return new Passwords(
                passwords, rules.tuning().passwords().within().or(() -> Optional.of(Passwords.IN_HASTE)), cancelled);
    }

    /** The predicate of the rows that outlive the suite's reset. */
    Optional<String> kept(Table table) {
        return Optional.ofNullable(kept.get(table.name()));
    }
}
