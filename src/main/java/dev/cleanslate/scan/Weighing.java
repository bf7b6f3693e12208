package dev.cleanslate.scan;

import dev.cleanslate.api.Masked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From masks to findings. A row has the points of every detector that hit it, each detector once however many columns
 * it hit; a finding is what one detector hit in one column among the rows of one severity.
 */
final class Weighing {

    private static final int SAMPLES = 3;

    private final Subject subject;
    private final List<Cause> causes;
    private final Map<Long, Group> groups;
    private final long total;
    private final int keysAtMost;
    private final Map<Place, Evidence> evidence = new LinkedHashMap<>();

    Weighing(Subject subject, List<Bit> bits, Map<Long, Group> groups, long total, int keysAtMost) {
        this.subject = subject;
        this.causes = causes(bits);
        this.groups = groups;
        this.total = total;
        this.keysAtMost = keysAtMost;
        groups.forEach((mask, group) -> hits(mask).forEach(cause -> {
            Evidence found = evidence.computeIfAbsent(new Place(cause, severity(mask)), place -> new Evidence());
            found.group = found.group.plus(group);
        }));
    }

    private record Place(Cause cause, Severity severity) {}

    /** A detector in a column, however many places of the mask it has there: it may have several ways of looking. */
    private record Cause(String id, Optional<Recognised> at, List<Bit> bits) {

        Optional<String> column() {
            return bits.get(0).column();
        }

        boolean in(long mask) {
            return bits.stream().anyMatch(bit -> (mask & bit.mask()) != 0);
        }

        /** The ways of one detector may be of different worth. */
        int points(long mask) {
            return bits.stream()
                    .filter(bit -> (mask & bit.mask()) != 0)
                    .mapToInt(bit -> bit.detector().points())
                    .max()
                    .orElse(0);
        }

        Detector detector() {
            return bits.get(0).detector();
        }
    }

    private static List<Cause> causes(List<Bit> bits) {
        Map<List<Object>, List<Bit>> together = new LinkedHashMap<>();
        bits.forEach(bit -> together.computeIfAbsent(List.of(bit.detector().id(), bit.at()), any -> new ArrayList<>())
                .add(bit));
        return together.values().stream()
                .map(alike ->
                        new Cause(alike.get(0).detector().id(), alike.get(0).at(), List.copyOf(alike)))
                .toList();
    }

    private static final class Evidence {
        private Group group = Group.NONE;
        private final Set<String> samples = new LinkedHashSet<>();
        private final List<List<String>> keys = new ArrayList<>();
    }

    Severity severity(long mask) {
        Map<String, Integer> points = new HashMap<>();
        hits(mask).forEach(cause -> points.merge(cause.id(), cause.points(mask), Math::max));
        return Severity.of(points.values().stream().mapToInt(Integer::intValue).sum());
    }

    private List<Cause> hits(long mask) {
        return causes.stream().filter(cause -> cause.in(mask)).toList();
    }

    /** One row that was hit; {@code values} by column. */
    void row(long mask, List<String> key, Map<String, String> values) {
        for (Cause cause : hits(mask)) {
            Evidence found = evidence.get(new Place(cause, severity(mask)));
            if (found == null) {
                continue;
            }
            if (!key.isEmpty() && found.keys.size() < keysAtMost) {
                found.keys.add(key);
            }
            String value = cause.column().map(values::get).orElse(null);
            if (value != null && found.samples.size() < SAMPLES) {
                boolean personal =
                        cause.at().filter(on -> !on.kind().personal()).isEmpty();
                found.samples.add(personal ? Masked.personal(value) : Masked.value(value));
            }
        }
    }

    List<Finding> findings() {
        return evidence.entrySet().stream()
                .map(found -> finding(found.getKey(), found.getValue()))
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Comparator.comparing(Finding::rows).reversed())
                        .thenComparing(Finding.IN_ORDER))
                .toList();
    }

    private Finding finding(Place place, Evidence found) {
        Group group = found.group;
        long hit = groups.entrySet().stream()
                .filter(g -> place.cause().in(g.getKey()))
                .mapToLong(g -> g.getValue().rows())
                .sum();
        return new Finding(
                place.cause().detector().id(),
                place.cause().detector().explanation(),
                subject.name(),
                place.cause().column(),
                group.rows(),
                total == 0 ? 0 : Math.round(10_000.0 * group.rows() / total) / 100.0,
                place.severity(),
                group.since(),
                group.until(),
                List.copyOf(found.samples),
                found.keys,
                Advice.of(subject, hitting(place.cause()), hit == total, group.rows(), found.keys));
    }

    /** Of its ways of looking those that found something. */
    private List<Bit> hitting(Cause cause) {
        return cause.bits().stream()
                .filter(bit -> groups.keySet().stream().anyMatch(mask -> (mask & bit.mask()) != 0))
                .toList();
    }

    /** The columns of which examples are shown. */
    List<String> shown() {
        return evidence.keySet().stream()
                .flatMap(place -> place.cause().column().stream())
                .distinct()
                .collect(Collectors.toList());
    }
}
