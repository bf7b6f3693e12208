package dev.cleanslate.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A detector on a column, or on whole rows, and its place in the mask that every row of the table is given. */
record Bit(int index, Detector detector, Optional<Recognised> at, Optional<String> other) {

    /** A mask is a bigint; four places are kept for what is known of several rows together. */
    static final int MOST = 59;

    static Bit on(Recognised column, Detector detector) {
        return new Bit(0, detector, Optional.of(column), Optional.empty());
    }

    long mask() {
        return 1L << index;
    }

    Optional<String> column() {
        return at.map(on -> on.column().name());
    }

    boolean given() {
        return detector.probe() == Probe.GIVEN;
    }

    /** Every detector on every column that it has something to say about; the first columns come first. */
    static List<Bit> of(List<Recognised> columns, List<Detector> detectors) {
        List<Bit> bits = new ArrayList<>();
        for (Recognised column : columns) {
            for (Detector detector : detectors) {
                Optional<String> other = column.kind() == Kind.LATITUDE ? longitude(column, columns) : Optional.empty();
                if (detector.kinds().contains(column.kind()) && (column.kind() != Kind.LATITUDE || other.isPresent())) {
                    bits.add(new Bit(bits.size(), detector, Optional.of(column), other));
                }
            }
        }
        return bits;
    }

    static List<Bit> numbered(List<Bit> some) {
        List<Bit> bits = new ArrayList<>();
        some.forEach(bit -> bits.add(new Bit(bits.size(), bit.detector(), bit.at(), bit.other())));
        return bits;
    }

    /** The one that is named alike; {@code lat} and {@code lng} begin alike, if nothing else does. */
    private static Optional<String> longitude(Recognised latitude, List<Recognised> columns) {
        String start = latitude.column().name().replaceFirst("(?i)(lat|latitude|latitud|breitengrad)$", "");
        return columns.stream()
                .filter(c -> c.kind() == Kind.LONGITUDE && c.column().name().startsWith(start))
                .map(c -> c.column().name())
                .findFirst();
    }
}
