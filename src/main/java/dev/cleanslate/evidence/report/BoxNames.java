package dev.cleanslate.evidence.report;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What stands in the boxes of a graph: names cut to the width of their box, and still told from one another. */
final class BoxNames {

    /** Of a letter, in the smallest of the fonts that a page may be shown in. */
    private static final double LETTER = 7.2;

    /** How much of a name is kept from its end: names that begin alike mostly differ there, and some only at the start. */
    private static final double[] CUTS = {0.5, 1, 0.25, 0.75};

    private final Map<GraphLayout.Box, String> names = new HashMap<>();

    BoxNames(Collection<GraphLayout.Box> boxes) {
        Set<GraphLayout.Box> alike = new HashSet<>(boxes);
        for (double cut : CUTS) {
            alike.forEach(box -> names.put(box, cut(box, cut)));
            alike.removeIf(box -> boxes.stream()
                    .noneMatch(other -> !other.equals(box) && of(other).equals(of(box))));
        }
    }

    String of(GraphLayout.Box box) {
        return names.getOrDefault(box, box.name());
    }

    private static String cut(GraphLayout.Box box, double kept) {
        String shown = Visible.name(box.name(), 200);
        int longest = (int) (box.width() / LETTER);
        if (shown.length() <= longest) {
            return shown;
        }
        int end = (int) ((longest - 1) * kept);
        return shown.substring(0, longest - 1 - end) + "…" + shown.substring(shown.length() - end);
    }
}
