package dev.cleanslate.scan;

import dev.cleanslate.postgres.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a look at a table could have found: what stood there before and is out of its reach is not gone. */
public record Reach(Directions directions, Table table, TableReport report) {

    /** What is not looked for in a sample. */
    private static final Set<String> OF_ALL_ROWS = Set.of(TableChecks.ORPHAN, TableChecks.SEQUENCE_BEHIND);

    private static final Set<Kind> NAMES = Set.of(Kind.EMAIL, Kind.USER_NAME, Kind.PERSON_NAME, Kind.LABEL);

    /** Why such a thing could not have been found; empty where it could. */
    public Optional<String> beyond(Standing standing) {
        String detector = standing.detector();
        if (!report.unread().isEmpty()) {
            return Optional.of("not all of the table could be read");
        }
        if (directions.off(detector)) {
            return Optional.of("the detector is off");
        }
        if (!directions.known(detector)) {
            return Optional.of("there is no such detector any more");
        }
        if (OF_ALL_ROWS.contains(detector)) {
            return report.sampled().map(share -> "only a sample was looked at");
        }
        return went(standing) || asked(standing)
                ? Optional.empty()
                : Optional.of("the detector does not look there any more");
    }

    /** With its rows, or with its column. */
    private boolean went(Standing standing) {
        return report.rows() == 0
                || (!standing.at(Optional.empty())
                        && table.columns().stream().noneMatch(column -> standing.at(Optional.of(column.name()))));
    }

    private boolean asked(Standing standing) {
        List<Recognised> columns = report.columns();
        String detector = standing.detector();
        if (Clusters.ids().contains(detector) || detector.equals(EvenSteps.DETECTOR.id())) {
            boolean both = !detector.equals(Clusters.NEVER_TOUCHED.id())
                    || of(Set.of(Kind.UPDATED)).findAny().isPresent();
            return both && of(Set.of(Kind.CREATED)).anyMatch(standing::at);
        }
        return switch (detector) {
            case NumberedSeries.ID -> of(NAMES).anyMatch(standing::at);
            case Accounts.ID -> of(Set.of(Kind.PASSWORD_HASH)).anyMatch(standing::at);
            case Ledger.ID ->
                directions.ledgers(table).stream()
                        .anyMatch(l -> standing.at(Optional.of(l.column().name())));
            default ->
                Stream.concat(directions.own(table, columns).stream(), Bit.of(columns, directions.detectors()).stream())
                        .filter(bit -> bit.detector().id().equals(detector))
                        .anyMatch(bit -> standing.at(bit.column()));
        };
    }

    private Stream<Optional<String>> of(Set<Kind> kinds) {
        return report.columns().stream()
                .filter(c -> kinds.contains(c.kind()))
                .map(c -> Optional.of(c.column().name()));
    }
}
