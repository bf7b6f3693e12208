package dev.cleanslate.storage;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the orphans: {@code taken} were moved or deleted, {@code gone} were not there any more, {@code changed}
 * were uploaded again since they were listed, {@code claimed} have a row by now, {@code failed} the store would not let go.
 * {@code late}: how many of the taken got a row in just that moment. {@code errors}: how many for which reason of the
 * store's.
 */
public record Cleared(
        long total,
        long taken,
        long gone,
        long changed,
        long claimed,
        long failed,
        long late,
        Map<String, Long> errors) {

    static final Cleared NOTHING = new Cleared(0, 0, 0, 0, 0, 0, 0, Map.of());

    public Cleared {
        errors = Map.copyOf(errors);
    }

    public long done() {
        return taken + gone + changed + claimed + failed;
    }

    /** Of as many in all. */
    Cleared of(long all) {
        return new Cleared(all, taken, gone, changed, claimed, failed, late, errors);
    }

    Cleared plus(Cleared other) {
        Map<String, Long> all = new LinkedHashMap<>(errors);
        other.errors.forEach((code, count) -> all.merge(code, count, Long::sum));
        return new Cleared(
                total,
                taken + other.taken,
                gone + other.gone,
                changed + other.changed,
                claimed + other.claimed,
                failed + other.failed,
                late + other.late,
                all);
    }
}
