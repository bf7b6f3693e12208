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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What would keep demo data out of a database: the tables and columns that the scan recognises, each with the detectors
 * that the scan asks there. Nothing is changed by making one.
 */
public record Tripwire(List<Watched> tables, List<Detector> detectors, List<String> notes) {

    public Tripwire {
        tables = List.copyOf(tables);
        detectors = List.copyOf(detectors);
        notes = List.copyOf(notes);
    }

    /** {@code wanted}: what the caller leaves in. {@code directions}: what suites say that columns hold. */
    public static Tripwire over(
            PgSession session,
            Catalog catalog,
            List<Detector> detectors,
            List<Directions> directions,
            Predicate<QualifiedName> wanted,
            Predicate<Place> wantedColumn,
            Predicate<String> wantedOwn) {
        Encoding encoding = Encoding.of(session.query("SELECT pg_catalog.getdatabaseencoding()::text AS name")
                .get(0)
                .word("name"));
        return new Laying(session, catalog, encoding.written(detectors), directions)
                .lay(wanted, wantedColumn, wantedOwn);
    }

    /** A column of a table. */
    public record Place(QualifiedName table, String column) {}

    /** {@code REFUSE}: such a row does not get in. {@code LOG}: it does, and is written down. */
    public enum Mode {
        REFUSE,
        LOG;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of the detectors that suites add. */
    public List<String> ownIds() {
        return tables.stream()
                .flatMap(table -> table.own().stream())
                .map(OwnRule::id)
                .distinct()
                .toList();
    }

    /** The kinds that are asked about anywhere, in their own order. */
    List<Kind> kinds() {
        return tables.stream()
                .flatMap(t -> t.columns().stream())
                .map(Recognised::kind)
                .distinct()
                .sorted()
                .toList();
    }

    /** The statements that arm it, without BEGIN and COMMIT. {@code remedy}: how to remove it, for whoever is stopped. */
    public String arming(Mode mode, ArmedTripwire now, String remedy) {
        return new TripwireSql(this, mode, remedy).arming(now);
    }

    private record Laying(PgSession session, Catalog catalog, List<Detector> detectors, List<Directions> directions) {

        Tripwire lay(Predicate<QualifiedName> wanted, Predicate<Place> wantedColumn, Predicate<String> wantedOwn) {
            int[] rules = {0};
            Set<Place> virtual = virtual();
            Set<QualifiedName> parents = new HashSet<>();
            catalog.tables().forEach(t -> parents.addAll(t.inherits()));
            List<Watched> watched = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            catalog.tables().stream()
                    .filter(t -> t.kind() == Table.Kind.ORDINARY || t.kind() == Table.Kind.PARTITIONED)
                    .filter(t -> !t.isPartition() && t.extension().isEmpty())
                    .filter(t -> !t.name().schema().equals("cleanslate"))
                    .filter(t -> wanted.test(t.name()))
                    .sorted(Comparator.comparing(Table::name))
                    .forEach(table -> {
                        String from =
                                (parents.contains(table.name()) && table.kind() == Table.Kind.ORDINARY ? "ONLY " : "")
                                        + table.name().sql();
                        List<Recognised> recognised = recognised(table, from);
                        List<OwnRule> own = new ArrayList<>();
                        own(table, recognised).stream()
                                .filter(bit -> wantedOwn.test(bit.detector().id()))
                                .filter(bit -> bit.column()
                                        .map(c -> wantedColumn.test(new Place(table.name(), c)))
                                        .orElse(true))
                                .forEach(bit -> OwnRule.objection(session, from, bit)
                                        .ifPresentOrElse(
                                                why -> notes.add("Not part of it: the suite's detector "
                                                        + bit.detector().id() + " on " + table.name()
                                                        + bit.column()
                                                                .map(c -> "." + c)
                                                                .orElse("") + ", since " + why),
                                                () -> own.add(new OwnRule(++rules[0], bit))));
                        List<Recognised> columns = recognised.stream()
                                .filter(c -> asked(c.kind()))
                                .filter(c -> wantedColumn.test(
                                        new Place(table.name(), c.column().name())))
                                .toList();
                        List<Recognised> stored = columns.stream()
                                .filter(c -> !virtual.contains(
                                        new Place(table.name(), c.column().name())))
                                .toList();
                        columns.stream()
                                .filter(c -> !stored.contains(c))
                                .forEach(c -> notes.add(
                                        table.name() + "." + c.column().name()
                                                + " is computed when it is read, which no trigger sees: not watched"));
                        if (!stored.isEmpty() || !own.isEmpty()) {
                            watched.add(new Watched(table, from, stored, own));
                        }
                    });
            return new Tripwire(watched, detectors, notes);
        }

        /** That money is not zero is not what a row is refused for. */
        private List<Bit> own(Table table, List<Recognised> columns) {
            return directions.stream()
                    .flatMap(suite -> suite.own(table, columns).stream())
                    .filter(bit -> !bit.detector().id().equals(Own.NOT_ZERO))
                    .toList();
        }

        private boolean asked(Kind kind) {
            return detectors.stream().anyMatch(d -> d.kinds().contains(kind));
        }

        private List<Recognised> recognised(Table table, String from) {
            Map<String, Sample> samples = samples(from, table);
            return table.columns().stream()
                    .flatMap(column ->
                            recognised(table, column, samples.getOrDefault(column.name(), Sample.NONE)).stream())
                    .toList();
        }

        private Optional<Recognised> recognised(Table table, Table.Column column, Sample sample) {
            Optional<Recognised> taken = Recognition.of(table.name().name(), column, sample);
            for (Directions suite : directions) {
                taken = suite.corrected(table, column, taken);
            }
            return taken;
        }

        /** Where a table cannot be read, names and types say what they can. */
        private Map<String, Sample> samples(String from, Table table) {
            if (!table.rights().select() || table.rowSecurity().blindsThisRole()) {
                return Map.of();
            }
            try {
                return Aside.of(session, () -> new HashMap<>(Sampling.of(session, from, table.columns())));
            } catch (SqlFailure failure) {
                if (session.broken()) {
                    throw failure;
                }
                return Map.of();
            }
        }

        private Set<Place> virtual() {
            return session
                    .query("SELECT n.nspname, c.relname, a.attname FROM pg_catalog.pg_attribute a"
                            + " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE a.attgenerated = 'v' AND NOT a.attisdropped")
                    .stream()
                    .map(row ->
                            new Place(new QualifiedName(row.word("nspname"), row.word("relname")), row.word("attname")))
                    .collect(Collectors.toSet());
        }
    }
}
