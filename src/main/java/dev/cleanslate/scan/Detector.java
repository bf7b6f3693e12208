package dev.cleanslate.scan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way of telling that a value is not real. {@code exact} is a predicate over {@code {c}}, the column as text under
 * the collation "C" (or as it is, where it is no text); it is asked only of values that the probe lets through, which
 * have there a head of this detector or of another that looks at the same part: so it may not be just true. {@code points} add up with those of other detectors that hit the same row. {@code file}: where
 * the values are listed that it goes by, if a suite lists them.
 */
public record Detector(
        String id,
        int points,
        String explanation,
        Set<Kind> kinds,
        Probe probe,
        List<String> heads,
        String exact,
        Mend mend,
        Optional<String> file) {

    public Detector(
            String id,
            int points,
            String explanation,
            Set<Kind> kinds,
            Probe probe,
            List<String> heads,
            String exact,
            Mend mend) {
        this(id, points, explanation, kinds, probe, heads, exact, mend, Optional.empty());
    }

    public Detector {
        kinds = Set.copyOf(kinds);
        heads = List.copyOf(heads);
        if (points < 1) {
            throw new IllegalArgumentException(id + " has " + points + " points, and nothing would come of it");
        }
        if (probe.looksUp() == heads.isEmpty()) {
            throw new IllegalArgumentException(id + ": the probe " + probe + " has " + heads.size() + " heads");
        }
    }

    /** What a suite would do about it. */
    public enum Mend {
        /** The rows are not real: they go. */
        ROWS,
        /** The row may be real and the value is not: it is set to null. */
        VALUE,
        /** As that, and the value is set to zero. */
        ZERO,
        /** Says nothing by itself. */
        LOOK
    }

    String exact(String column) {
        return probe == Probe.GIVEN ? exact : exact.replace("{c}", column);
    }
}
