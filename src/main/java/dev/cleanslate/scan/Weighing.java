package dev.cleanslate.scan;

import dev.cleanslate.api.Masked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From masks to findings. A row has the points of every detector that hit it, each detector once however many columns
 * it hit; a finding is what one detector hit in one column among the rows of one severity.
 */
final class Weighing {

    private static final int SAMPLES = 3;

    private final Subject subject;
    private final List<Bit> bits;
    private final Map<Long, Group> groups;
    private final long total;
    private final int keysAtMost;
    private final Map<Place, Evidence> evidence = new LinkedHashMap<>();

    Weighing(Subject subject, List<Bit> bits, Map<Long, Group> groups, long total, int keysAtMost) {
        this.subject = subject;
        this.bits = bits;
        this.groups = groups;
        this.total = total;
        this.keysAtMost = keysAtMost;
        groups.forEach((mask, group) -> told(mask).forEach(bit -> {
            Evidence found = evidence.computeIfAbsent(new Place(bit, severity(mask)), place -> new Evidence());
            found.group = found.group.plus(group);
        }));
    }

    private record Place(Bit bit, Severity severity) {}

    private static final class Evidence {
        private Group group = Group.NONE;
        private final Set<String> samples = new LinkedHashSet<>();
        private final List<List<String>> keys = new ArrayList<>();
    }

    Severity severity(long mask) {
        Map<String, Integer> points = new HashMap<>();
        hits(mask)
                .forEach(bit -> points.merge(bit.detector().id(), bit.detector().points(), Math::max));
        return Severity.of(points.values().stream().mapToInt(Integer::intValue).sum());
    }

    /** A detector may have several ways of looking at a column; what they find is one finding, told by the first of them. */
    private Set<Bit> told(long mask) {
        return hits(mask).stream().map(bit -> alike(bit).get(0)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Bit> alike(Bit bit) {
        return bits.stream()
                .filter(other -> other.detector().id().equals(bit.detector().id())
                        && other.at().equals(bit.at()))
                .toList();
    }

    private List<Bit> hits(long mask) {
        return bits.stream().filter(bit -> (mask & bit.mask()) != 0).toList();
    }

    /** One row that was hit; {@code values} by column. */
    void row(long mask, List<String> key, Map<String, String> values) {
        for (Bit bit : told(mask)) {
            Evidence found = evidence.get(new Place(bit, severity(mask)));
            if (found == null) {
                continue;
            }
            if (!key.isEmpty() && found.keys.size() < keysAtMost) {
                found.keys.add(key);
            }
            String value = bit.column().map(values::get).orElse(null);
            if (value != null && found.samples.size() < SAMPLES) {
                boolean personal = bit.at().filter(on -> !on.kind().personal()).isEmpty();
                found.samples.add(personal ? Masked.personal(value) : Masked.value(value));
            }
        }
    }

    List<Finding> findings() {
        return evidence.entrySet().stream()
                .map(found -> finding(found.getKey(), found.getValue()))
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Comparator.comparing(Finding::rows).reversed()))
                .toList();
    }

    private Finding finding(Place place, Evidence found) {
        Group group = found.group;
        long masks = alike(place.bit()).stream().mapToLong(Bit::mask).reduce(0, (a, b) -> a | b);
        long hit = groups.entrySet().stream()
                .filter(g -> (g.getKey() & masks) != 0)
                .mapToLong(g -> g.getValue().rows())
                .sum();
        return new Finding(
                place.bit().detector().id(),
                place.bit().detector().explanation(),
                subject.name(),
                place.bit().column(),
                group.rows(),
                total == 0 ? 0 : Math.round(10_000.0 * group.rows() / total) / 100.0,
                place.severity(),
                group.since(),
                group.until(),
                List.copyOf(found.samples),
                found.keys,
                Advice.of(subject, place.bit(), hit == total, group.rows(), found.keys));
    }

    /** The columns of which examples are shown. */
    List<String> shown() {
        return evidence.keySet().stream()
                .flatMap(place -> place.bit().column().stream())
                .distinct()
                .collect(Collectors.toList());
    }
}
