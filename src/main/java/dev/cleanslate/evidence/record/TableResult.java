package dev.cleanslate.evidence.record;

import java.util.Optional;

/** What became of a table. */
public record TableResult(
        String name,
        String fate,
        String strategy,
        String reason,
        boolean measured,
        long before,
        long after,
        long removed,
        Optional<String> fingerprintBefore,
        Optional<String> fingerprintAfter) {

    /** Protected, looked at, and the same as before. */
    public boolean identical() {
        return fate.equals("protect")
                && measured
                && before == after
                && removed == 0
                && fingerprintBefore.equals(fingerprintAfter);
    }
}
