package dev.cleanslate.storage;

import dev.cleanslate.storage.Manifest.Orphan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes the orphans of a manifest away, batch by batch, each noted as done. Moved is copied and then deleted; what could
 * not be copied is never deleted. A batch that was cut short is done again, which harms nothing.
 */
final class Clearance implements AutoCloseable {

    private static final int COPIES_AT_ONCE = 32;
    private static final int SHOWN = 20;

    private final Bucket bucket;
    private final String quarantine;
    private final int batch;
    private final ExecutorService threads = Executors.newFixedThreadPool(COPIES_AT_ONCE, work -> {
        Thread thread = new Thread(work, "cleanslate-quarantine");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, String> left = new LinkedHashMap<>();
    private long taken;
    private long gone;
    private long failed;

    /** {@code quarantine} is empty for deletion. */
    Clearance(Bucket bucket, String quarantine, int batch) {
        this.bucket = bucket;
        this.batch = batch;
        this.quarantine = quarantine;
    }

    Cleared over(Manifest manifest, Reconciliation.Progress progress) throws IOException {
        long total = manifest.total();
        long before = manifest.done();
        manifest.remaining(batch, orphans -> {
            take(orphans);
            manifest.done(before + taken + gone + failed);
            progress.at(before + taken + gone + failed, total);
        });
        return new Cleared(total, before, taken, gone, failed, left);
    }

    private void take(List<Orphan> orphans) {
        List<String> keys =
                quarantine.isEmpty() ? orphans.stream().map(Orphan::key).toList() : copied(orphans);
        Map<String, String> errors = keys.isEmpty() ? Map.of() : bucket.delete(keys);
        errors.forEach(this::leave);
        taken += keys.size() - errors.size();
    }

    private List<String> copied(List<Orphan> orphans) {
        List<Future<Boolean>> copies = new ArrayList<>();
        for (Orphan orphan : orphans) {
            Callable<Boolean> copy = () -> bucket.copy(orphan.key(), orphan.etag(), quarantine + orphan.key());
            copies.add(threads.submit(copy));
        }
        List<String> copied = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            String key = orphans.get(i).key();
            try {
                if (copies.get(i).get()) {
                    copied.add(key);
                } else {
                    gone++;
                }
            } catch (ExecutionException e) {
                // What the store has a word for is of this object; silence is of the store, and ends the run.
                if (e.getCause() instanceof StorageFailure failure
                        && !failure.code().isEmpty()) {
                    leave(key, failure.code());
                } else if (e.getCause() instanceof StorageFailure failure) {
                    throw failure;
                } else {
                    throw new IllegalStateException("copying \"" + key + "\" broke down", e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageFailure("moving orphans was given up, since the run was interrupted.", "");
            }
        }
        return copied;
    }

    private void leave(String key, String why) {
        failed++;
        if (left.size() < SHOWN) {
            left.put(key, why);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
