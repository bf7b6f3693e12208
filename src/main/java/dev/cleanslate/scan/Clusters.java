package dev.cleanslate.scan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows that were all created in one second, as nobody signs up; by itself that is what an import looks like as well. */
final class Clusters {

    static final int LEAST = 10;

    static final Detector SAME_SECOND =
            cluster("same-second", 1, "The rows were created within one second, as a script or an import does it.");
    static final Detector SAME_MILLISECOND =
            cluster("same-millisecond", 2, "The rows were created within one millisecond, as one statement does it.");
    static final Detector NEVER_TOUCHED =
            cluster("never-touched", 1, "The rows were created together and nothing has changed them since.");

    static final Clusters NONE = new Clusters(Map.of());

    private final Map<Detector, Set<String>> seconds;

    private Clusters(Map<Detector, Set<String>> seconds) {
        this.seconds = seconds;
    }

    static Set<String> ids() {
        return Set.of(SAME_SECOND.id(), SAME_MILLISECOND.id(), NEVER_TOUCHED.id());
    }

    /** How many rows of a second are many: of five million rows, more than of five thousand. */
    static long many(long rows) {
        return Math.max(LEAST, Math.round(Math.sqrt((double) rows) / 10));
    }

    /** {@code off}: the ids that are not asked for. */
    static Clusters of(List<Second> seconds, Predicate<String> off) {
        Map<Detector, Set<String>> found = new LinkedHashMap<>();
        found.put(SAME_SECOND, at(seconds.stream().filter(s -> !s.oneMillisecond())));
        found.put(SAME_MILLISECOND, at(seconds.stream().filter(Second::oneMillisecond)));
        found.put(NEVER_TOUCHED, at(seconds.stream().filter(Second::untouched)));
        found.keySet().removeIf(detector -> off.test(detector.id()));
        return new Clusters(found);
    }

    private static Set<String> at(Stream<Second> seconds) {
        return seconds.map(Second::at).collect(Collectors.toSet());
    }

    /** What a second adds to the masks of its rows; {@code first} is the first place in the mask that is free. */
    long mask(String second, int first) {
        long mask = 0;
        int index = first;
        for (Set<String> at : seconds.values()) {
            mask |= at.contains(second) ? 1L << index : 0;
            index++;
        }
        return mask;
    }

    List<Bit> bits(Recognised created, int first) {
        int[] index = {first};
        return seconds.keySet().stream()
                .map(detector -> new Bit(index[0]++, detector, Optional.of(created), Optional.empty()))
                .toList();
    }

    boolean none() {
        return seconds.values().stream().allMatch(Set::isEmpty);
    }

    /** The same as {@link #mask} for the server. */
    String sql(String second, String type, int first) {
        StringBuilder sql = new StringBuilder("0::bigint");
        int index = first;
        for (Set<String> at : seconds.values()) {
            if (!at.isEmpty()) {
                sql.append(" | CASE WHEN ")
                        .append(in(second, type, at))
                        .append(" THEN ")
                        .append(1L << index)
                        .append("::bigint ELSE 0 END");
            }
            index++;
        }
        return sql.toString();
    }

    static String in(String second, String type, Set<String> seconds) {
        return second + " = ANY ("
                + Sql.literal(
                        seconds.stream().sorted().map(s -> '"' + s + '"').collect(Collectors.joining(",", "{", "}")))
                + "::pg_catalog." + type + "[])";
    }

    private static Detector cluster(String id, int points, String explanation) {
        return new Detector(
                id, points, explanation, Set.of(Kind.CREATED), Probe.NONE, List.of(), "true", Detector.Mend.LOOK);
    }

    /** One second of which many rows are. */
    record Second(String at, long rows, boolean oneMillisecond, boolean untouched) {
        Second {
            Objects.requireNonNull(at);
        }
    }
}
