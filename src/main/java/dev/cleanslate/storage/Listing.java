package dev.cleanslate.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All objects below a prefix, in the order of their keys, and each once. The space of keys is cut where the next
 * character after the prefix changes; several parts are listed at once and handed out one after the other. How far the
 * later ones may run ahead is bounded, and with it the memory. Where one part has shown that nothing comes before some
 * key, parts up to there are not asked for.
 */
final class Listing implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final int PAGES_AHEAD = 32;
    private static final String CUTS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Bucket bucket;
    private final String prefix;
    private final List<Part> parts = new ArrayList<>();
    private final List<Gap> gaps = new CopyOnWriteArrayList<>();
    private final ExecutorService threads;
    private int current;
    private List<StoredObject> page = List.of();
    private int next;
    private String last = "";
    private volatile boolean closed;

    /** Keys after {@code after} up to and with {@code upTo}; an empty end is none. */
    private record Part(String after, String upTo, BlockingQueue<Step> steps) {}

    /** No key comes after {@code after} and before {@code before}, or none at all where that is empty. */
    private record Gap(String after, String before) {

        boolean holds(Part part) {
            return ByteOrder.IT.compare(after, part.after()) <= 0
                    && (before.isEmpty() || (!part.upTo().isEmpty() && ByteOrder.IT.compare(part.upTo(), before) < 0));
        }
    }

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
            boolean more = gaps.stream().noneMatch(gap -> gap.holds(part));
            while (more && !closed) {
                Answers.Page answered = bucket.page(prefix, after);
                learn(after, answered);
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
            failed(part, failure);
        } catch (RuntimeException broken) {
            // Whoever reads this part would wait for ever.
            failed(part, new StorageFailure("the store's listing cannot be read: " + broken, ""));
        } catch (InterruptedException e) {
            // Closed: nobody reads this part any more.
            Thread.currentThread().interrupt();
        }
    }

    private void learn(String after, Answers.Page page) {
        List<StoredObject> objects = page.objects();
        if (!page.more()) {
            gaps.add(new Gap(
                    objects.isEmpty() ? after : objects.get(objects.size() - 1).key(), ""));
        }
        if (!objects.isEmpty() && crosses(after, objects.get(0).key())) {
            gaps.add(new Gap(after, objects.get(0).key()));
        }
    }

    /** Whether some part lies between these, so that it is worth remembering. */
    private boolean crosses(String after, String before) {
        return parts.stream()
                .anyMatch(part -> ByteOrder.IT.compare(after, part.after()) <= 0
                        && !part.upTo().isEmpty()
                        && ByteOrder.IT.compare(part.upTo(), before) < 0);
    }

    private static void failed(Part part, StorageFailure failure) {
        part.steps().clear();
        part.steps().add(new Step.Failed(failure));
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
