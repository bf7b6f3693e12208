package dev.cleanslate.scan;

import java.util.List;
import java.util.stream.Stream;

/** Every detector there is. */
public final class Detectors {

    private static final List<Detector> ALL = Stream.of(
                    MailDetectors.all(), NameDetectors.all(), NumberDetectors.all(), PlaceDetectors.all())
            .flatMap(List::stream)
            .toList();

    private Detectors() {}

    /** Those that ask one value of one row. */
    public static List<Detector> all() {
        return ALL;
    }
}
