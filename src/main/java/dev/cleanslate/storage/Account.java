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
        Optional<String> skipped,
        List<ListFile> lists) {

    public Account {
        keys = List.copyOf(keys);
        lists = List.copyOf(lists);
    }

    public Account before(Compared compared) {
        return told(Optional.of(compared), after, cleared, lists);
    }

    public Account after(Compared compared) {
        return told(before, Optional.of(compared), cleared, lists);
    }

    public Account cleared(Cleared soFar) {
        return told(before, after, Optional.of(soFar), lists);
    }

    /** Those that the run has left in its folder by now. */
    public Account lists(List<ListFile> left) {
        return told(before, after, cleared, left);
    }

    private Account told(
            Optional<Compared> atFirst, Optional<Compared> atLast, Optional<Cleared> soFar, List<ListFile> left) {
        return new Account(
                bucket, host, prefix, keys, orphans, quarantine, limit, wanted, atFirst, atLast, soFar, skipped, left);
    }
}
