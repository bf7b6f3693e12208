package dev.cleanslate.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person says is done of a hand-over, without its seal: items by their text, in whose role, for exactly which
 * certificate. It is no acceptance: that is a {@link SignOff}, which has a format of its own so that none passes for it.
 */
public record Ticks(
        String schema,
        String role,
        String target,
        String suite,
        String run,
        String certificate,
        List<String> items,
        @Nullable String name,
        Instant signedAt) {

    public static final String SCHEMA = "cleanslate.ticks/1";

    public Ticks {
        items = List.copyOf(items);
    }

    /** Whose key may sign in which role is judged alike. */
    SignOff asSignOff() {
        return new SignOff(SignOff.SCHEMA, role, target, suite, run, certificate, name, signedAt);
    }
}
