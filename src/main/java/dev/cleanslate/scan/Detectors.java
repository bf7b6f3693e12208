package dev.cleanslate.scan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every detector there is. */
public final class Detectors {

    private static final List<Detector> ALL = Stream.of(
                    MailDetectors.all(),
                    NameDetectors.all(),
                    NumberDetectors.all(),
                    PhoneDetectors.all(),
                    PlaceDetectors.all(),
                    FakerDetectors.all())
            .flatMap(List::stream)
            .toList();

    private Detectors() {}

    /** Of all that there are, also of those that look at more than one value. */
    static Set<String> ids() {
        Set<String> ids = new TreeSet<>(Set.of(
                Clusters.SAME_SECOND.id(),
                Clusters.SAME_MILLISECOND.id(),
                Clusters.NEVER_TOUCHED.id(),
                TableChecks.ORPHAN,
                TableChecks.SEQUENCE_BEHIND,
                Own.NOT_ZERO,
                Accounts.ID,
                NumberedSeries.ID,
                EvenSteps.DETECTOR.id(),
                Ledger.ID));
        ALL.forEach(detector -> ids.add(detector.id()));
        return ids;
    }

    /** Those that ask one value of one row. */
    public static List<Detector> all() {
        return ALL;
    }
}
