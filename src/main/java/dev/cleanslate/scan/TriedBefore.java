package dev.cleanslate.scan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of accounts that were tried to the end in this process. A rehearsal has all the time that a reset has not, since
 * nobody waits for the locks of a copy; so the reset behind it has next to nothing left to try while it holds its own. Only
 * digests are remembered.
 */
final class TriedBefore {

    private static final int MOST = 100_000;

    private static final Map<String, Boolean> OPEN = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    private TriedBefore() {}

    static Passwords.Attempt recalled(Passwords.Attempt attempt) {
        Boolean open = OPEN.get(attempt.digest());
        if (open != null) {
            attempt.settle(open);
        }
        return attempt;
    }

    static void remember(Passwords.Attempt attempt) {
        if (attempt.settled()) {
            OPEN.put(attempt.digest(), attempt.open());
        }
    }
}
