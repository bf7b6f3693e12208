package dev.cleanslate.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the orphans that are taken away together. {@code late}: those of the gone that got a row meanwhile. */
record Batch(List<StoredObject> gone, Map<StoredObject, String> stayed, List<StoredObject> late) {

    static final String NOT_THERE = "gone-already";
    static final String CHANGED = "uploaded-again";
    static final String CLAIMED = "has-a-row";
    static final String REFUSED = "refused:";

    Cleared counted() {
        Map<String, Long> errors = new LinkedHashMap<>();
        stayed.values().stream()
                .filter(why -> why.startsWith(REFUSED))
                .forEach(why -> errors.merge(why.substring(REFUSED.length()), 1L, Long::sum));
        return new Cleared(
                0,
                gone.size(),
                count(NOT_THERE),
                count(CHANGED),
                count(CLAIMED),
                errors.values().stream().mapToLong(Long::longValue).sum(),
                late.size(),
                errors);
    }

    private long count(String why) {
        return stayed.values().stream().filter(why::equals).count();
    }

    /** Those that do not stay for one of these reasons. */
    static List<StoredObject> without(List<StoredObject> some, Map<StoredObject, String> stayed) {
        List<StoredObject> left = new ArrayList<>(some);
        left.removeIf(stayed::containsKey);
        return left;
    }
}
