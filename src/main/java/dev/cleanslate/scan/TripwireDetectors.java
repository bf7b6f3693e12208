package dev.cleanslate.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which detectors a tripwire asks. Usually those that tell by one value alone that a row is not real; what several rows
 * have in common, such as the second of their creation, never: an import of real people has that too.
 */
public final class TripwireDetectors {

    /** Kinds of text, since a function of the tripwire takes one text. */
    static final Set<Kind> TEXTS = Set.of(
            Kind.EMAIL,
            Kind.USER_NAME,
            Kind.PERSON_NAME,
            Kind.LABEL,
            Kind.PHONE,
            Kind.FREE_TEXT,
            Kind.IP_TEXT,
            Kind.URL,
            Kind.CARD,
            Kind.EXTERNAL_ID);

    /** What real people do: they throw addresses away, and leave the filler of a template where text should be. */
    private static final Set<String> OF_PEOPLE = Set.of("disposable-email", "lorem-ipsum");

    private TripwireDetectors() {}

    public static List<Detector> usual() {
        return possible().stream()
                .filter(d -> d.mend() == Detector.Mend.ROWS)
                .filter(d -> Severity.of(d.points()).atLeast(Severity.WARNING))
                .filter(d -> !OF_PEOPLE.contains(d.id()))
                .toList();
    }

    /**
     * The usual ones without what a suite has {@code off} (which may be detectors that no tripwire has), and these too, and
     * not those.
     *
     * @throws IllegalArgumentException naming every id that is not known
     */
    public static List<Detector> chosen(Set<String> with, Set<String> without, Set<String> off) {
        Set<String> known = ids(possible());
        Set<String> unknown = new TreeSet<>(with);
        unknown.addAll(without);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("a tripwire has no detector " + String.join(", ", unknown)
                    + ". It can ask " + String.join(", ", known)
                    + ", and does not ask what takes more than one text to tell. Nothing was changed.");
        }
        Set<String> wanted = ids(usual());
        wanted.removeAll(off);
        wanted.addAll(with);
        wanted.removeAll(without);
        return possible().stream().filter(d -> wanted.contains(d.id())).toList();
    }

    private static List<Detector> possible() {
        List<Detector> possible = new ArrayList<>();
        Detectors.all().stream().filter(d -> TEXTS.containsAll(d.kinds())).forEach(possible::add);
        return possible;
    }

    private static Set<String> ids(List<Detector> detectors) {
        return detectors.stream().map(Detector::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
