package dev.cleanslate.storage;

import java.util.List;
import java.util.Optional;

/**
 * What a run knows of an object store so far. {@code orphans} is what the suite wants of them: report, quarantine or
 * delete; {@code wanted}: whether somebody opted in to that. {@code before} is of the database as it was found,
 * {@code after} of what the reset, or its rehearsal, left. {@code skipped} says why nobody looked.
 */
public record Account(
        String bucket,
        String host,
        String prefix,
        List<String> keys,
        String orphans,
        String quarantine,
        int limit,
        boolean wanted,
        Optional<Compared> before,
        Optional<Compared> after,
        Optional<Cleared> cleared,
        Optional<String> skipped) {

    public Account {
        keys = List.copyOf(keys);
    }

    public Account before(Compared compared) {
        return told(Optional.of(compared), after, cleared);
    }

    public Account after(Compared compared) {
        return told(before, Optional.of(compared), cleared);
    }

    public Account cleared(Cleared soFar) {
        return told(before, after, Optional.of(soFar));
    }

    private Account told(Optional<Compared> atFirst, Optional<Compared> atLast, Optional<Cleared> soFar) {
        return new Account(
                bucket, host, prefix, keys, orphans, quarantine, limit, wanted, atFirst, atLast, soFar, skipped);
    }
}
