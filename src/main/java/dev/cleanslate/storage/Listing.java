package dev.cleanslate.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All objects below a prefix, in the order of their keys, and each once. The space of keys is cut where the next
 * character after the prefix changes; several parts are listed at once and handed out one after the other. How far the
 * later ones may run ahead is bounded, and with it the memory.
 */
final class Listing implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final int PAGES_AHEAD = 32;
    private static final String CUTS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Bucket bucket;
    private final String prefix;
    private final List<Part> parts = new ArrayList<>();
    private final ExecutorService threads;
    private final AtomicInteger requests = new AtomicInteger();
    private int current;
    private List<StoredObject> page = List.of();
    private int next;
    private String last = "";
    private volatile boolean closed;

    /** Keys after {@code after} up to and with {@code upTo}; an empty end is none. */
    private record Part(String after, String upTo, BlockingQueue<Step> steps) {}

    private sealed interface Step {
        record Objects(List<StoredObject> objects) implements Step {}

        record Failed(StorageFailure failure) implements Step {}

        record End() implements Step {}
    }

    Listing(Bucket bucket, String prefix) {
        this.bucket = bucket;
        this.prefix = prefix;
        String after = "";
        for (int i = 0; i < CUTS.length(); i++) {
            String cut = CUTS.substring(i, i + 1);
            parts.add(new Part(after, prefix + cut, new ArrayBlockingQueue<>(PAGES_AHEAD)));
            after = prefix + cut;
        }
        parts.add(new Part(after, "", new ArrayBlockingQueue<>(PAGES_AHEAD)));
        threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "cleanslate-listing");
            thread.setDaemon(true);
            return thread;
        });
        parts.forEach(part -> threads.execute(() -> list(part)));
    }

    int requests() {
        return requests.get();
    }

    /** Empty at the end. */
    Optional<StoredObject> next() {
        while (next == page.size()) {
            if (current == parts.size()) {
                return Optional.empty();
            }
            take(parts.get(current));
        }
        StoredObject object = page.get(next++);
        if (!last.isEmpty() && ByteOrder.IT.compare(object.key(), last) <= 0) {
            throw new StorageFailure(
                    "the store lists \"" + object.key() + "\" after \"" + last
                            + "\", which is not the order of bytes. Such a bucket cannot be compared.",
                    "");
        }
        last = object.key();
        return Optional.of(object);
    }

    private void take(Part part) {
        Step step;
        try {
            step = part.steps().take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageFailure("the listing was given up, since the run was interrupted.", "");
        }
        if (step instanceof Step.Failed failed) {
            throw failed.failure();
        }
        if (step instanceof Step.Objects objects) {
            page = objects.objects();
            next = 0;
        } else {
            current++;
        }
    }

    private void list(Part part) {
        try {
            String after = part.after();
            boolean more = true;
            while (more && !closed) {
                Answers.Page answered = bucket.page(prefix, after);
                requests.incrementAndGet();
                List<StoredObject> within = answered.objects().stream()
                        .filter(o -> part.upTo().isEmpty() || ByteOrder.IT.compare(o.key(), part.upTo()) <= 0)
                        .toList();
                more = answered.more()
                        && !within.isEmpty()
                        && within.size() == answered.objects().size();
                if (!within.isEmpty()) {
                    part.steps().put(new Step.Objects(within));
                    after = within.get(within.size() - 1).key();
                }
            }
            part.steps().put(new Step.End());
        } catch (StorageFailure failure) {
            part.steps().clear();
            part.steps().add(new Step.Failed(failure));
        } catch (InterruptedException e) {
            // Closed: nobody reads this part any more.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
