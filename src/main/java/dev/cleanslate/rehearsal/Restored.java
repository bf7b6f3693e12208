package dev.cleanslate.rehearsal;

import java.time.Duration;
import java.util.List;

/**
 * How a restore went.
 *
 * @param took restoring and ANALYZE: the time that an undo takes
 * @param roles what was made for it on the server
 * @param leftOut what the backup holds and the copy goes without, as pg_restore lists it
 */
public record Restored(Duration took, List<String> roles, List<String> leftOut) {

    public Restored {
        roles = List.copyOf(roles);
        leftOut = List.copyOf(leftOut);
    }
}
