package dev.cleanslate.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes the orphans of a manifest away, some batches at once. Each batch is looked at again right before, in the bucket
 * and then in the rows. Moved is copied and then deleted; what could not be copied is never deleted. A batch that was cut
 * short and is done again harms nothing.
 */
final class Clearance implements AutoCloseable {

    private static final int BATCHES_AT_ONCE = 4;
    private static final int COPIES_AT_ONCE = 64;
    private static final Set<String> CHANGED = Set.of("PreconditionFailed", "412");

    private final Bucket bucket;
    private final Keys keys;
    private final String prefix;
    private final String quarantine;
    private final int batch;
    private final ExecutorService batches = threads(BATCHES_AT_ONCE, "cleanslate-clearance");
    private final ExecutorService copies = threads(COPIES_AT_ONCE, "cleanslate-quarantine");
    private Cleared sum = Cleared.NOTHING;

    /** {@code quarantine} is empty for deletion. */
    Clearance(Bucket bucket, Keys keys, String prefix, String quarantine, int batch) {
        this.bucket = bucket;
        this.keys = keys;
        this.prefix = prefix;
        this.quarantine = quarantine;
        this.batch = batch;
    }

    private static ExecutorService threads(int count, String name) {
        return Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    Cleared over(Path folder, long total, Reconciliation.Progress progress) throws IOException {
        sum = Cleared.NOTHING.of(total);
        Manifest.orphans(folder, batch * BATCHES_AT_ONCE, orphans -> {
            List<Callable<Cleared>> work = new ArrayList<>();
            for (int from = 0; from < orphans.size(); from += batch) {
                List<StoredObject> some = orphans.subList(from, Math.min(orphans.size(), from + batch));
                work.add(() -> take(some));
            }
            List<Future<Cleared>> parts = work.stream().map(batches::submit).toList();
            // Each is waited for, so that what was done is counted also where another fails.
            StorageFailure trouble = null;
            for (Future<Cleared> part : parts) {
                try {
                    sum = sum.plus(done(part));
                } catch (StorageFailure failure) {
                    trouble = failure;
                }
            }
            progress.at(sum);
            if (trouble != null) {
                throw trouble;
            }
        });
        return sum;
    }

    private Cleared take(List<StoredObject> orphans) {
        SecondLook look = SecondLook.at(bucket, prefix, orphans);
        Set<String> known =
                keys.known(look.same().stream().map(StoredObject::key).toList());
        List<StoredObject> go =
                look.same().stream().filter(o -> !known.contains(o.key())).toList();
        Map<String, Long> errors = new LinkedHashMap<>();
        Cleared done = new Cleared(0, 0, look.gone(), look.changed(), known.size(), 0, Map.of());
        List<String> ready;
        if (quarantine.isEmpty()) {
            ready = go.stream().map(StoredObject::key).toList();
        } else {
            Copied copied = copied(go, errors);
            ready = copied.keys();
            done = done.plus(new Cleared(0, 0, copied.gone(), copied.changed(), 0, 0, Map.of()));
        }
        Map<String, String> refused = ready.isEmpty() ? Map.of() : bucket.delete(ready);
        refused.values().forEach(code -> errors.merge(code, 1L, Long::sum));
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        return done.plus(new Cleared(0, ready.size() - refused.size(), 0, 0, 0, failed, errors));
    }

    private record Copied(List<String> keys, long gone, long changed) {}

    private Copied copied(List<StoredObject> orphans, Map<String, Long> errors) {
        Map<String, Future<Boolean>> under = new LinkedHashMap<>();
        for (StoredObject orphan : orphans) {
            Callable<Boolean> copy = () -> bucket.copy(orphan.key(), orphan.etag(), quarantine + orphan.key());
            under.put(orphan.key(), copies.submit(copy));
        }
        List<String> copied = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        StorageFailure trouble = null;
        for (Map.Entry<String, Future<Boolean>> copy : under.entrySet()) {
            try {
                if (done(copy.getValue())) {
                    copied.add(copy.getKey());
                } else {
                    counts.merge("gone", 1, Integer::sum);
                }
            } catch (StorageFailure failure) {
                if (failure.silent()) {
                    trouble = failure;
                } else if (CHANGED.contains(failure.code())) {
                    counts.merge("changed", 1, Integer::sum);
                } else {
                    errors.merge(failure.code(), 1L, Long::sum);
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return new Copied(copied, counts.getOrDefault("gone", 0), counts.getOrDefault("changed", 0));
    }

    private static <T> T done(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException trouble) {
                throw trouble;
            }
            throw new IllegalStateException("clearing a bucket broke down", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailure("clearing the bucket was given up, since the run was interrupted.", "");
        }
    }

    @Override
    public void close() {
        batches.shutdownNow();
        copies.shutdownNow();
    }
}
