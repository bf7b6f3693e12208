package dev.cleanslate.storage;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the orphans. {@code before} were done by an earlier run; {@code left} are those that changed since they
 * were listed or could not be taken away, with the store's word for it, as many as are worth showing.
 */
public record Cleared(long total, long before, long taken, long gone, long failed, Map<String, String> left) {

    public Cleared {
        left = Map.copyOf(new TreeMap<>(left));
    }
}
