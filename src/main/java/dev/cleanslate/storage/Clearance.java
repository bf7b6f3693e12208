package dev.cleanslate.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * and then in the rows. Moved is copied and then deleted; what could not be copied is never deleted. After it the rows are
 * looked at once more: what got one in just that moment is put back from quarantine, and of what was deleted it is told.
 * A batch that was cut short and is done again harms nothing.
 */
final class Clearance implements AutoCloseable {

    private static final int BATCHES_AT_ONCE = 4;
    private static final int COPIES_AT_ONCE = 64;
    private static final Set<String> CHANGED = Set.of("PreconditionFailed", "ConditionalRequestConflict", "412");

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
        try (Departures departures = Departures.in(folder)) {
            Manifest.orphans(folder, batch * BATCHES_AT_ONCE, orphans -> {
                List<Callable<Cleared>> work = new ArrayList<>();
                for (int from = 0; from < orphans.size(); from += batch) {
                    List<StoredObject> some = orphans.subList(from, Math.min(orphans.size(), from + batch));
                    work.add(() -> {
                        Batch done = take(some);
                        departures.of(done);
                        return done.counted();
                    });
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
        }
        return sum;
    }

    private Batch take(List<StoredObject> orphans) {
        Map<StoredObject, String> stayed = new LinkedHashMap<>();
        SecondLook look = SecondLook.at(bucket, prefix, orphans);
        look.gone().forEach(object -> stayed.put(object, Batch.NOT_THERE));
        look.changed().forEach(object -> stayed.put(object, Batch.CHANGED));
        List<StoredObject> go = unclaimed(look.same(), stayed);
        if (!quarantine.isEmpty()) {
            copy(go, stayed);
            // That took a while, and a row that came meanwhile wants its object where it was.
            go = unclaimed(Batch.without(go, stayed), stayed);
        }
        Map<String, String> refused = go.isEmpty() ? Map.of() : bucket.delete(go);
        for (StoredObject object : go) {
            String code = refused.get(object.key());
            if (code != null) {
                stayed.put(object, CHANGED.contains(code) ? Batch.CHANGED : Batch.REFUSED + code);
            }
        }
        go = Batch.without(go, stayed);
        Set<String> late = known(go);
        if (!quarantine.isEmpty()) {
            go.stream().filter(object -> late.contains(object.key())).forEach(object -> {
                putBack(object);
                stayed.put(object, Batch.CLAIMED);
            });
            return new Batch(Batch.without(go, stayed), stayed, List.of());
        }
        return new Batch(
                go,
                stayed,
                go.stream().filter(object -> late.contains(object.key())).toList());
    }

    private Set<String> known(List<StoredObject> some) {
        return some.isEmpty()
                ? Set.of()
                : keys.known(some.stream().map(StoredObject::key).toList());
    }

    private List<StoredObject> unclaimed(List<StoredObject> some, Map<StoredObject, String> stayed) {
        Set<String> known = known(some);
        some.stream()
                .filter(object -> known.contains(object.key()))
                .forEach(object -> stayed.put(object, Batch.CLAIMED));
        return Batch.without(some, stayed);
    }

    /** Whoever uploaded it anew meanwhile has the newer content, and that stays. */
    private void putBack(StoredObject object) {
        if (!bucket.holds(object.key())) {
            bucket.copy(quarantine + object.key(), "", object.key());
        }
    }

    private void copy(List<StoredObject> orphans, Map<StoredObject, String> stayed) {
        Map<StoredObject, Future<Boolean>> under = new LinkedHashMap<>();
        for (StoredObject orphan : orphans) {
            Callable<Boolean> copy = () -> bucket.copy(orphan.key(), orphan.etag(), quarantine + orphan.key());
            under.put(orphan, copies.submit(copy));
        }
        StorageFailure trouble = null;
        for (Map.Entry<StoredObject, Future<Boolean>> copy : under.entrySet()) {
            try {
                if (!done(copy.getValue())) {
                    stayed.put(copy.getKey(), Batch.NOT_THERE);
                }
            } catch (StorageFailure failure) {
                if (failure.ofAll()) {
                    trouble = failure;
                } else {
                    stayed.put(
                            copy.getKey(),
                            CHANGED.contains(failure.code()) ? Batch.CHANGED : Batch.REFUSED + failure.code());
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
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
